"""Starting, stopping and going on with an import."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any, Final

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.formats.encodings import AUTO
from shanyraq.domains.library.catalogue.models import ImportRun, MappingProfile, RunSource, RunState
from shanyraq.domains.library.network.models import Library
from shanyraq.kernel.errors import Refusal

_SAMPLE: Final = 1024 * 1024


def already_running() -> Refusal:
    """The answer to a second import of one member at once."""
    return Refusal(
        _("An import for this library is running. Wait until it has finished, or stop it."),
        code="already_running",
    )


def start_import(
    *,
    library: Library,
    profile: MappingProfile,
    file: IO[bytes],
    file_name: str,
    at: datetime,
    source: str = RunSource.COMMAND,
    started_by: Any = None,
    options: Mapping[str, Any] | None = None,
) -> ImportRun:
    """A new run, waiting. *options*: encoding, is_dry_run, is_full. Staff's file is kept until it is done.

    :raises Refusal: ``already_running`` when staff's earlier run of this library still waits or runs.
    """
    given = {"encoding": AUTO, "is_dry_run": False, "is_full": False, **(options or {})}
    with transaction.atomic():
        Library.objects.select_for_update().get(pk=library.pk)
        open_runs = ImportRun.objects.filter(library=library, state__in=(RunState.WAITING, RunState.RUNNING))
        if source == RunSource.STAFF and open_runs.exists():
            raise already_running()
        size, fingerprint = measure(file)
        run = ImportRun(
            library=library, profile=profile, source=source, file_name=file_name[:255], size=size,
            fingerprint=fingerprint, started_by=started_by, created_at=at, **given,
        )  # fmt: skip  # names that stand for themselves need no lines of their own
        if source == RunSource.STAFF:
            run.file.save(file_name, File(file), save=False)
        run.save()
    return run


def measure(file: IO[bytes]) -> tuple[int, str]:
    """Size, and a digest of size, beginning and end, by which a file is known again; *file* is rewound."""
    size = file.seek(0, 2)
    digest = hashlib.blake2b(str(size).encode(), digest_size=32)
    for place in (0, max(0, size - _SAMPLE)):
        file.seek(place)
        digest.update(file.read(_SAMPLE))
    file.seek(0)
    return size, digest.hexdigest()


def cancel_import(*, run: ImportRun) -> ImportRun:
    """Stop a run after the batch that it is at. :raises Refusal: ``not_open`` when it has ended."""
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if not locked.is_open:
            raise Refusal(_("This import has already ended."), code="not_open")
        locked.state = RunState.CANCELLED
        locked.save(update_fields=["state"])
    return locked


def resume_import(*, run: ImportRun) -> ImportRun:
    """Let a stopped, failed or interrupted run wait for going on from its last stored batch.

    :raises Refusal: ``nothing_left`` when it has finished; ``already_running`` while another one is open.
    """
    with transaction.atomic():
        Library.objects.select_for_update().get(pk=run.library_id)
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        if not locked.may_resume:
            raise Refusal(_("There is nothing left of this import to go on with."), code="nothing_left")
        others = ImportRun.objects.filter(
            library=run.library_id, source=RunSource.STAFF, state__in=(RunState.WAITING, RunState.RUNNING)
        )
        if others.exclude(pk=run.pk).exists():
            raise already_running()
        locked.state, locked.error = RunState.WAITING, ""
        locked.save(update_fields=["state", "error"])
    return locked


def interrupted_run(*, library: Library, file: IO[bytes], is_dry_run: bool = False) -> ImportRun | None:
    """The newest run of the same file by the command line that has not finished."""
    _size, fingerprint = measure(file)
    newest = ImportRun.objects.filter(
        library=library, fingerprint=fingerprint, source=RunSource.COMMAND, is_dry_run=is_dry_run
    ).first()
    return newest if newest is not None and newest.state != RunState.DONE else None
