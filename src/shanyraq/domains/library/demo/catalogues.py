"""The members' catalogues: a trial, its review, going live, and the real import."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shanyraq.domains.library.catalogue.actions.imports import start_import
from shanyraq.domains.library.catalogue.actions.imports_running import run_import
from shanyraq.domains.library.catalogue.models import ImportRun, MappingProfile
from shanyraq.domains.library.demo.marc.files import CatalogueFile, catalogue_files
from shanyraq.domains.library.demo.marc.table import Entry
from shanyraq.domains.library.network import trial
from shanyraq.domains.library.network.actions.members import make_step, review_trial
from shanyraq.domains.library.network.models import Library


def files_by_member(entries: Sequence[Entry]) -> dict[str, list[CatalogueFile]]:
    """The members' files by the code of the member."""
    found: dict[str, list[CatalogueFile]] = {}
    for file in catalogue_files(entries):
        found.setdefault(file.member, []).append(file)
    return found


def go_live(library: Library, files: Sequence[CatalogueFile], *, actor: Any, at: datetime) -> int:
    """The rest of the way into the network; how many records are stored.

    :raises Refusal: as the procedure decides.
    """
    make_step(library=library, step="begin_trial", actor=actor, at=at)
    for file in files:
        _import(library, file, at=at, is_dry_run=True)
    report = trial.trial_of(library)
    review_trial(library=library, reference=report.reference if report else "", actor=actor)
    make_step(library=library, step="go_live", actor=actor, at=at)
    runs = [_import(library, file, at=at, is_dry_run=False) for file in files]
    return sum(run.created for run in runs)


def _import(library: Library, file: CatalogueFile, *, at: datetime, is_dry_run: bool) -> ImportRun:
    content = io.BytesIO(file.content)
    run = start_import(
        library=library,
        profile=MappingProfile.objects.get(code=file.profile),
        file=content,
        file_name=file.name,
        at=at,
        options={"is_dry_run": is_dry_run},
    )
    return run_import(run=run, file=content)
