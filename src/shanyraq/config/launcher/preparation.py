"""What must be true before the platform answers: tables, static files, demo content."""

import hashlib
import os
from importlib.metadata import distributions
from pathlib import Path

from shanyraq.config.launcher.errors import CannotStart
from shanyraq.config.launcher.place import Place

PACKAGE = Path(__file__).resolve().parents[2]


def require_assets() -> None:
    """:raises CannotStart: when the front-end assets were never fetched."""
    if not (PACKAGE / "design" / "static" / "vendor").is_dir():
        raise CannotStart("The front-end assets are missing; fetch them with: make setup")


def migrate() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command  # noqa: PLC0415 — Django is set up by the caller

    call_command("migrate", interactive=False, verbosity=0)


def collect_static_files(place: Place) -> None:
    """Gather and compress static files, unless nothing changed since the last time."""
    mark = place.folder / "static.mark"
    print_of_now = _fingerprint()
    if mark.exists() and mark.read_text() == print_of_now:
        return
    from django.core.management import call_command  # noqa: PLC0415 — loaded only when files changed

    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(print_of_now)


def load_demo_once(place: Place) -> None:
    """Load the demo content at the first start on this database; afterwards it belongs to the editors."""
    digest = hashlib.sha256(os.environ["DATABASE_URL"].encode()).hexdigest()[:12]
    mark = place.folder / f"demo-{digest}.mark"
    if mark.exists():
        return
    from django.core.management import call_command  # noqa: PLC0415 — loaded only at the first start

    call_command("demo")
    mark.touch()


def _fingerprint() -> str:
    """Changes when a static file of ours or the version of any installed package does."""
    digest = hashlib.sha256()
    for distribution in sorted(f"{found.name}=={found.version}" for found in distributions()):
        digest.update(distribution.encode())
    for path in sorted(PACKAGE.glob("**/static/**/*")):
        if path.is_file():
            found = path.stat()
            digest.update(f"{path}{found.st_size}{found.st_mtime_ns}".encode())
    return digest.hexdigest()
