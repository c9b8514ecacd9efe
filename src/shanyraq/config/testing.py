"""A pytest plugin: a PostgreSQL of the test run's own, up before Django reads its settings.

With ``DATABASE_URL`` set, that server is used instead. Parallel workers inherit the address.
"""

import os
import secrets
import shutil
import tempfile
from pathlib import Path

from shanyraq.config.launcher.cluster import Cluster

pytest_plugins = ["shanyraq.config.testing_flush"]
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "128MB"}
_started: list[tuple[Cluster, Path]] = []


def _prepare() -> None:
    os.environ.setdefault("SHANYRAQ_SECRET_KEY", secrets.token_urlsafe(32))
    os.environ.setdefault("SHANYRAQ_IDENTITY_KEY", secrets.token_urlsafe(32))
    os.environ.setdefault("SHANYRAQ_MODE", "test")
    folder = Path(tempfile.mkdtemp(prefix="shanyraq-test-"))
    os.environ.setdefault("SHANYRAQ_VAR", str(folder))
    if "DATABASE_URL" not in os.environ:
        cluster = Cluster(folder / "postgres", FAST)
        cluster.start()
        _started.append((cluster, folder))
        os.environ["DATABASE_URL"] = cluster.url


def pytest_unconfigure() -> None:
    for cluster, folder in _started:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
    _started.clear()


_prepare()
