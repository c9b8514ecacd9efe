"""The folder that holds everything which belongs to this machine: database, files, keys, letters."""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shanyraq.config.launcher.cluster import Cluster
from shanyraq.config.launcher.errors import CannotStart

SECRETS = (
    "SHANYRAQ_SECRET_KEY",
    "SHANYRAQ_IDENTITY_KEY",
    "SHANYRAQ_LOG_KEY",
    "SHANYRAQ_STAFF_PASSWORD",
)


@dataclass(frozen=True)
class Place:
    """*folder* with what was made at the first start."""

    folder: Path

    @classmethod
    def open(cls) -> "Place":
        """Take ``SHANYRAQ_VAR``, else ``var/`` beside the sources, else ``var/`` here.

        :raises CannotStart: when the folder cannot be written.
        """
        repository = Path(__file__).resolve().parents[4]
        beside = repository if (repository / "pyproject.toml").exists() else Path.cwd()
        folder = Path(os.environ.get("SHANYRAQ_VAR") or beside / "var").resolve()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise CannotStart(
                f"The folder {folder} cannot be written ({error.strerror}); "
                "make it writable or name another one in SHANYRAQ_VAR."
            ) from error
        return cls(folder)

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.folder / "postgres")

    @property
    def running(self) -> Path:
        """Where the processes of a running platform are noted."""
        return self.folder / "running.json"

    def load_environment(self) -> None:
        """Give Django what it needs; what the environment already says wins.

        Keys are made at the first start and kept in ``secrets.env``, readable by the owner alone.
        """
        os.environ.setdefault("SHANYRAQ_VAR", str(self.folder))
        os.environ.setdefault("SHANYRAQ_MODE", "demo")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")
        for name, value in self._secrets().items():
            os.environ.setdefault(name, value)

    def prepare_metrics(self) -> None:
        """An empty folder in which the web processes add up what they count."""
        folder = self.folder / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder))

    def _secrets(self) -> dict[str, str]:
        path = self.folder / "secrets.env"
        known = {}
        if path.exists():
            known = dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
        missing = {name: secrets.token_urlsafe(_length(name)) for name in SECRETS if name not in known}
        if missing:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
                file.writelines(f"{name}={value}\n" for name, value in missing.items())
        return known | missing


def _length(name: str) -> int:
    return 12 if name.endswith("PASSWORD") else 48
