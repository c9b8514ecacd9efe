"""What the network asks of the catalogue: trial imports of new members, and the profiles to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from shanyraq.domains.library.catalogue.models import ImportRun, MappingProfile, RunState
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.trial import (
    ImportProfile,
    TrialReport,
    register_profiles,
    register_trial,
)


def connect() -> None:
    """Answer the network's questions; called once when the room is ready."""
    register_trial(newest_trial, begin=page_of_imports)
    register_profiles(profiles)


def newest_trial(library: Library) -> TrialReport | None:
    """The newest dry run of a library. It reads and maps, so it cannot tell what would meet others."""
    run = ImportRun.objects.filter(library=library, is_dry_run=True).order_by("-pk").first()
    if run is None:
        return None
    return TrialReport(
        reference=str(run.pk),
        is_finished=run.state == RunState.DONE,
        read=run.ordinal,
        new=run.created,
        failed=run.refused,
        finished_at=run.finished_at,
        file_name=run.file_name,
        address=reverse("library_catalogue:import", args=[library.code, run.pk]),
    )


def page_of_imports(library: Library) -> str:
    """Where a trial import is started."""
    return reverse("library_catalogue:imports", args=[library.code])


def profiles() -> Sequence[ImportProfile]:
    """All mapping profiles by their codes."""
    return [ImportProfile(each.code, each.name, each.flavour) for each in MappingProfile.objects.all()]
