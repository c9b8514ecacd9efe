"""What the catalogue tells the network of trial imports."""

from __future__ import annotations

import io

import pytest
from django.utils import timezone

from shanyraq.domains.library.catalogue.actions.imports import start_import
from shanyraq.domains.library.catalogue.actions.imports_running import run_import
from shanyraq.domains.library.catalogue.models import MappingProfile, Record
from shanyraq.domains.library.demo.marc.files import catalogue_files
from shanyraq.domains.library.demo.marc.table import entries
from shanyraq.domains.library.network import trial
from shanyraq.domains.library.network.models import Library
from tests.factories.library import MemberBranchFactory

pytestmark = pytest.mark.django_db


def imported(library: Library, *, is_dry_run: bool) -> None:
    file = next(file for file in catalogue_files(entries()[:20]) if file.name == "pavlodar.mrc")
    content = io.BytesIO(file.content)
    run = start_import(
        library=library,
        profile=MappingProfile.objects.get(code="marc21"),
        file=content,
        file_name=file.name,
        at=timezone.now(),
        options={"is_dry_run": is_dry_run},
    )
    run_import(run=run, file=content)


def test_newest_dry_run_is_the_trial() -> None:
    library = MemberBranchFactory(code="main", library__code="pavlodar").library
    assert trial.trial_of(library) is None
    imported(library, is_dry_run=True)
    report = trial.trial_of(library)
    assert report is not None
    assert (report.is_finished, report.read, report.new, report.failed) == (True, report.read, report.read, 0)
    assert report.address.endswith(f"/library/staff/imports/pavlodar/{report.reference}/")
    assert Record.objects.count() == 0
    imported(library, is_dry_run=False)
    assert trial.trial_of(library) == report
    assert Record.objects.count() == report.read


def test_profiles_can_be_chosen() -> None:
    assert {"marc21", "unimarc", "rusmarc", "kazmarc"} <= {
        profile.code for profile in trial.import_profiles()
    }
    assert not trial.is_profile("papyrus")
