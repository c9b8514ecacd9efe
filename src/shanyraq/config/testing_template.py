"""A migrated PostgreSQL cluster, made once for each state of the migrations and copied by every test process.

``python -m shanyraq.config.testing_template`` makes it ahead, beside other preparations.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from shanyraq.config.launcher.cluster import Cluster

PACKAGE: Final = Path(__file__).resolve().parents[1]
ROOT: Final = PACKAGE.parents[1]
TEMPLATES: Final = ROOT / "var" / "test-templates"
KEPT: Final = 3
"""How many templates stay: those of the last branches that one went between."""
FAST: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "128MB",
}
OWN_SERVER: Final = "TEST_RUN_STARTED_DATABASE"
"""Set, to a migrated database's name, where ``DATABASE_URL`` leads to a server that a test run started."""


def copy_template(folder: Path) -> None:
    """Put a stopped cluster, whose database has every migration, into *folder*, which must not exist yet.

    The template is made first where there is none; other processes that want it wait.

    :raises ClusterError: when PostgreSQL does not serve.
    :raises subprocess.CalledProcessError: when a migration fails; its output went to this process's.
    """
    subprocess.run(["cp", "-Rp", str(_template()), str(folder)], check=True)  # keeps whose the files are


def _template() -> Path:
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    ready = TEMPLATES / _digest()
    with _alone():
        if not ready.exists():
            _make(ready)
        os.utime(ready)
    return ready


def _digest() -> str:
    """Of what decides how a migrated database looks: the packages, the settings and the migrations."""
    paths = [
        *sorted((ROOT / "requirements").glob("*.txt")),
        *sorted((PACKAGE / "config" / "settings").glob("*.py")),
        *sorted(PACKAGE.glob("**/migrations/*.py")),
    ]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:24]


@contextmanager
def _alone() -> Iterator[None]:
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(ready: Path) -> None:
    for old in sorted(_made(), key=lambda each: each.stat().st_mtime)[: 1 - KEPT]:
        shutil.rmtree(old)
    growing = TEMPLATES / "growing"
    cluster = Cluster(growing, FAST)
    cluster.stop()  # of a process that was killed
    shutil.rmtree(growing, ignore_errors=True)
    cluster.start()
    try:
        _migrate(cluster.url)
    finally:
        cluster.stop()
    growing.rename(ready)


def _made() -> list[Path]:
    return [each for each in TEMPLATES.iterdir() if each.is_dir() and each.name != "growing"]


def _migrate(url: str) -> None:
    keys = ("SHANYRAQ_SECRET_KEY", "SHANYRAQ_IDENTITY_KEY", "SHANYRAQ_LOG_KEY")
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {key: secrets.token_urlsafe(32) for key in keys} | {
            "DJANGO_SETTINGS_MODULE": "shanyraq.config.settings",
            "DATABASE_URL": url,
            "SHANYRAQ_MODE": "test",
            "SHANYRAQ_VAR": folder,
        }
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, env=os.environ | surroundings, check=True)


if __name__ == "__main__":
    _template()
