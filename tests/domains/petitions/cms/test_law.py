"""Staff keep the law; nobody changes what petitions stand on."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from shanyraq.domains.petitions.actions.law import load_law
from shanyraq.domains.petitions.cms import law
from shanyraq.domains.petitions.models import Edition, Ground, ThresholdRule
from shanyraq.domains.petitions.models.law import NUMBERS
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people
from tests.factories.accounts import UserFactory, signed_in

pytestmark = pytest.mark.django_db
RULE = {"body_kind": "akimat", "territory_kind": "region", "per_mille": "10"}


@pytest.fixture
def desk(settings: Any) -> Client:
    """A member of staff who may keep all of petitions, and nothing else."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename="access_admin")
        | Permission.objects.filter(content_type__app_label="petitions")
    )
    return signed_in(user)


def edition_form(**values: str) -> dict[str, str]:
    numbers = dict.fromkeys(NUMBERS, "7")
    return {"code": "2027", "in_force_date": "2027-01-01", "source_en": "Law", **numbers, **values}


@pytest.mark.parametrize(
    "kind", ["editions", "thresholds", "grounds", "topics", "territories", "addressees", "officers"]
)
def test_every_kind_has_its_list_and_form(desk: Client, kind: str) -> None:
    load_law()
    assert desk.get(f"/staff/petitions/{kind}/").status_code == 200
    assert desk.get(f"/staff/petitions/{kind}/new/").status_code == 200


def test_a_new_edition_may_wait_for_its_day(desk: Client) -> None:
    answered = desk.post("/staff/petitions/editions/new/", edition_form(in_force_date=""))
    assert answered.status_code == 302
    made = Edition.objects.get()
    assert (made.code, made.in_force_date, made.opening_quorum) == ("2027", None, 7)


def test_an_edition_without_petitions_can_be_corrected(desk: Client) -> None:
    edition = scene.edition()
    address = f"/staff/petitions/editions/edit/{edition.pk}/"
    assert desk.post(address, edition_form()).status_code == 302
    edition.refresh_from_db()
    assert edition.code == "2027"


def test_an_edition_that_petitions_stand_on_stays(desk: Client) -> None:
    edition = people.submitted().edition
    answered = desk.post(f"/staff/petitions/editions/edit/{edition.pk}/", edition_form())
    assert "Жаңа редакция жасаңыз." in answered.content.decode()
    edition.refresh_from_db()
    assert edition.code == "test-2024"
    desk.post(f"/staff/petitions/editions/delete/{edition.pk}/")
    assert Edition.objects.filter(pk=edition.pk).exists()


def test_a_petition_that_came_while_the_form_was_checked_keeps_its_rules(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = scene.edition()
    checked = law.LawForm.clean

    def slow_check(form: law.LawForm) -> Any:
        given = checked(form)
        scene.petition("moderation")
        return given

    monkeypatch.setattr(law.LawForm, "clean", slow_check)
    answered = desk.post(f"/staff/petitions/editions/edit/{edition.pk}/", edition_form())
    assert "/staff/petitions/editions/edit" not in answered.headers.get("Location", "")
    edition.refresh_from_db()
    assert edition.code == "test-2024"


def test_thresholds_and_grounds_of_such_an_edition_stay(desk: Client) -> None:
    edition, ground = people.submitted().edition, scene.ground()
    rule = edition.thresholds.get()
    new = desk.post("/staff/petitions/thresholds/new/", {"edition": str(edition.pk), **RULE})
    assert "Жаңа редакция жасаңыз." in new.content.decode()
    for kind, entry in (("thresholds", rule), ("grounds", ground)):
        desk.post(f"/staff/petitions/{kind}/delete/{entry.pk}/")
    assert (ThresholdRule.objects.count(), Ground.objects.count()) == (1, 1)


def test_an_entry_cannot_be_moved_out_of_such_an_edition(desk: Client) -> None:
    used = people.submitted().edition
    rule = used.thresholds.get()
    free = Edition.objects.get(pk=used.pk)
    free.pk, free.code, free.in_force_date = None, "free", None
    free.save()
    address = f"/staff/petitions/thresholds/edit/{rule.pk}/"
    answered = desk.post(address, {"edition": str(free.pk), **RULE})
    assert "Жаңа редакция жасаңыз." in answered.content.decode()
    rule.refresh_from_db()
    assert rule.edition == used


def test_a_threshold_of_a_new_edition_is_made(desk: Client) -> None:
    edition = scene.edition()
    answered = desk.post("/staff/petitions/thresholds/new/", {"edition": str(edition.pk), **RULE})
    assert answered.status_code == 302
    assert ThresholdRule.objects.get(territory_kind="region").per_mille == 10


def test_numbers_without_a_source_say_so_and_a_source_can_be_named_later(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_law()
    edition = Edition.objects.get(code="2024-04")
    monkeypatch.setattr(scene, "edition", lambda: edition)
    address = f"/staff/petitions/editions/edit/{edition.pk}/"
    page = desk.get(address).content.decode()
    assert (
        page.count("Дереккөз табылмады.") == 5
    )  # correction, appeal and its review, registration, retention
    scene.petition()
    form = {
        "code": edition.code,
        "in_force_date": "2024-04-04",
        **{name: str(getattr(edition, name)) for name in NUMBERS},
        **{f"source_{code}": text for code, text in edition.source.items()},
        **{f"doubt_{code}": text for code, text in edition.doubt.items()},
        **{f"source_of_{name}": source for name, source in edition.sources.items()},
    }
    named = desk.post(address, {**form, "source_of_appeal_days": "АППК, 91"})
    assert named.status_code == 302
    edition.refresh_from_db()
    assert edition.sources["appeal_days"] == "АППК, 91"
    assert len(edition.sources) == 7
    refused = desk.post(address, {**form, "appeal_days": "5"})
    assert "Жаңа редакция жасаңыз." in refused.content.decode()


def test_others_have_no_business_here(settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    reader = signed_in(UserFactory())
    assert reader.get("/staff/petitions/editions/").status_code in {302, 403}
