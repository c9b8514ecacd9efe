"""The staff pages of members: doors, the way in, drafts, and each section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from shanyraq.domains.library.network.models import (
    Branch,
    ClosedDay,
    FormDraft,
    Library,
    StaffInvitation,
    StaffPost,
    StaffRole,
)
from tests.domains.library.network.conftest import Trials
from tests.factories.accounts import UserFactory
from tests.factories.library import MemberBranchFactory, MemberFactory, PostFactory, RangeFactory

pytestmark = pytest.mark.django_db
MEMBERS = "/en/library/staff/members/"
TYPED = {
    "code": "pavlodar",
    "name_kk": "Павлодар кітапханасы",
    "name_en": "Pavlodar library",
    "kind": "regional",
    "place_kk": "Павлодар",
    "address_kk": "Көше, 1",
    "email": "library@example.kz",
}
SECTIONS = ("membership", "details", "branches", "calendar", "people", "rooms", "import")


def test_strangers_stay_outside(one_factor: None) -> None:
    assert Client().get(MEMBERS)["Location"].startswith("/en/accounts/login/")
    reader = Client()
    reader.force_login(UserFactory())
    assert reader.get(MEMBERS).status_code == 403


def test_staff_without_second_factor_are_led_to_it(settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    head = Client()
    head.force_login(PostFactory().user)
    assert head.get(MEMBERS)["Location"] == "/en/accounts/second-factor/"


def test_sections_of_others_do_not_exist(head_browser: Callable[[Library], Client]) -> None:
    own, other = MemberFactory(), MemberBranchFactory(code="main").library
    browser = head_browser(own)
    for frame in ("", "new/"):
        for section in SECTIONS:
            address = f"{MEMBERS}{frame}{other.code}/{section}/"
            assert (browser.get(address).status_code, browser.post(address).status_code) == (404, 404)
    assert browser.get(f"{MEMBERS}{other.code}/branches/main/").status_code == 404
    assert browser.get(f"{MEMBERS}new/").status_code == 403
    assert browser.get(f"{MEMBERS}administrators/").status_code == 403
    assert [library.code for library in browser.get(MEMBERS).context["page"]] == [own.code]


def test_cataloguer_sees_no_member(one_factor: None) -> None:
    post = PostFactory(role=StaffRole.CATALOGUER)
    browser = Client()
    browser.force_login(post.user)
    assert list(browser.get(MEMBERS).context["page"]) == []
    assert browser.get(f"{MEMBERS}{post.library.code}/details/").status_code == 404


def test_every_section_opens_in_every_language(
    head_browser: Callable[[Library], Client], trials: Trials
) -> None:
    branch = MemberBranchFactory(code="main")
    RangeFactory(library=branch.library)
    trials.finish(branch.library)
    browser = head_browser(branch.library)
    for language in ("kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"):
        base = f"/{language}/library/staff/members/"
        paths = [
            f"{branch.library.code}/{section}/" for section in (*SECTIONS, "branches/main", "branches/new")
        ]
        assert [browser.get(base + path).status_code for path in ("", *paths)] == [200] * (len(paths) + 1)


def test_unknown_sections_and_doings_are_refused(head_browser: Callable[[Library], Client]) -> None:
    library = MemberFactory()
    browser = head_browser(library)
    assert browser.get(f"{MEMBERS}{library.code}/treasury/").status_code == 404
    assert browser.get(f"{MEMBERS}new/{library.code}/calendar/").status_code == 404
    assert browser.post(f"{MEMBERS}{library.code}/people/", {"do": "delete"}).status_code == 400
    for number in ("", "x", "9" * 30, "-1"):
        answer = browser.post(f"{MEMBERS}{library.code}/people/", {"do": "dismiss", "number": number})
        assert answer.status_code == 404


def test_new_member_from_first_step_to_live(network_browser: Client, trials: Trials) -> None:
    head = UserFactory(email="head@example.kz")
    first = network_browser.post(f"{MEMBERS}new/", TYPED)
    base = f"{MEMBERS}new/pavlodar/"
    assert first["Location"] == f"{base}branches/"
    library = Library.objects.get()

    def step(name: str) -> str:
        network_browser.post(f"{base}membership/", {"do": "step", "step": name})
        library.refresh_from_db()
        return library.state

    assert step("begin_trial") == "applied"
    branch = {
        "code": "main",
        "name_kk": "Негізгі бөлім",
        "hours_0": "9-18",
        "services": ["wifi"],
        "is_pickup": "on",
    }
    assert network_browser.post(f"{base}branches/new/", branch)["Location"] == f"{base}branches/"
    network_browser.post(f"{base}people/", {"email": head.email, "role": "head"})
    network_browser.post(f"{base}rooms/", {"network": "203.0.113.0/24", "note": "hall"})
    network_browser.post(f"{base}import/", {"profile_code": "unimarc"})
    assert step("begin_trial") == "trial"
    assert step("go_live") == "trial"
    trials.finish(library)
    network_browser.post(f"{base}import/", {"do": "review", "reference": "run-1"})
    assert step("go_live") == "live"
    stored = Branch.objects.get()
    assert (stored.opening_hours, stored.services) == ({"0": [["09:00", "18:00"]]}, ["wifi"])
    assert StaffPost.objects.get(user=head).library == library
    assert Client().get("/en/library/libraries/pavlodar/").status_code == 200


def test_wrong_particulars_are_named_and_kept(network_browser: Client) -> None:
    typed = {**TYPED, "name_kk": "", "email": "nobody", "bin": "12"}
    page = network_browser.post(f"{MEMBERS}new/", typed)
    assert set(page.context["form"].errors) == {"name", "email", "bin"}
    again = network_browser.get(f"{MEMBERS}new/").content.decode()
    assert 'value="Pavlodar library"' in again
    assert 'value="nobody"' in again
    network_browser.post(f"{MEMBERS}new/", TYPED)
    assert (Library.objects.count(), FormDraft.objects.count()) == (1, 0)


def test_what_is_typed_may_wait(network_browser: Client) -> None:
    answer = network_browser.post(f"{MEMBERS}new/", {"code": "pav", "name_kk": "Пав\x00лодар", "later": "1"})
    assert answer["Location"] == MEMBERS
    assert 'value="Павлодар"' in network_browser.get(f"{MEMBERS}new/").content.decode()
    assert not Library.objects.exists()


@pytest.mark.parametrize(
    ("section", "typed", "shown"),
    [
        ("people", {"email": "nobody at all", "role": "head"}, 'value="nobody at all"'),
        ("rooms", {"network": "10.0.0.0/8", "note": "hall"}, 'value="10.0.0.0/8"'),
        ("calendar", {"first": "2027-02-03", "last": "2027-02-01"}, 'value="2027-02-03"'),
    ],
)
def test_every_section_keeps_what_was_refused(
    network_browser: Client, section: str, typed: dict[str, str], shown: str
) -> None:
    address = f"{MEMBERS}{MemberFactory().code}/{section}/"
    network_browser.post(address, typed)
    page = network_browser.get(address)
    assert page.context["is_draft"]
    assert shown in page.content.decode()


def test_huge_drafts_are_not_kept(network_browser: Client) -> None:
    network_browser.post(f"{MEMBERS}new/", {"code": "x" * 100_000, "later": "1"})
    assert not FormDraft.objects.exists()


def test_drafts_belong_to_one_person(
    network_browser: Client, head_browser: Callable[[Library], Client]
) -> None:
    library = MemberFactory()
    browser = head_browser(library)
    address = f"{MEMBERS}{library.code}/details/"
    browser.post(address, {"name_kk": "Жаңа атау", "later": "1"})
    assert "Жаңа атау" in browser.get(address).content.decode()
    assert "Жаңа атау" not in network_browser.get(address).content.decode()


def test_details_are_changed_and_refusals_shown_at_the_field(network_browser: Client) -> None:
    MemberFactory(isil="KZ-A")
    library = MemberFactory()
    address = f"{MEMBERS}{library.code}/details/"
    refused = network_browser.post(address, {**TYPED, "isil": "KZ-A"})
    assert list(refused.context["form"].errors) == ["isil"]
    assert network_browser.post(address, {**TYPED, "bin": "990140 000 123"}).status_code == 200
    assert network_browser.post(address, {**TYPED, "isil": "KZ-B"}).status_code == 302
    library.refresh_from_db()
    assert (library.isil, library.name["en"]) == ("KZ-B", "Pavlodar library")


def test_wrong_hours_are_named_at_their_day(network_browser: Client) -> None:
    branch = MemberBranchFactory(code="main")
    address = f"{MEMBERS}{branch.library.code}/branches/main/"
    page = network_browser.post(address, {"name_kk": "Бөлім", "hours_0": "always", "hours_2": "18-9"})
    assert set(page.context["form"].errors) == {"hours_0", "hours_2"}
    assert 'value="always"' in page.content.decode()
    branch.refresh_from_db()
    assert str(branch.name["kk"]) == "Негізгі бөлім"


def test_days_are_closed_and_opened_again(network_browser: Client) -> None:
    library = MemberBranchFactory().library
    address = f"{MEMBERS}{library.code}/calendar/"
    assert "first" in network_browser.post(address, {"first": "soon"}).context["form"].errors
    network_browser.post(address, {"first": "2027-02-01", "last": "2027-02-03", "reason_kk": "Жөндеу"})
    assert ClosedDay.objects.count() == 3
    network_browser.post(address, {"do": "reopen", "number": ClosedDay.objects.first().pk})  # type: ignore[union-attr]  # three are there
    assert ClosedDay.objects.count() == 2


def test_people_are_invited_dismissed_and_withdrawn(network_browser: Client) -> None:
    post = PostFactory(role=StaffRole.CATALOGUER)
    address = f"{MEMBERS}{post.library.code}/people/"
    network_browser.post(address, {"email": "new@example.kz", "role": "head"})
    network_browser.post(address, {"do": "dismiss", "number": post.pk})
    assert not StaffPost.objects.filter(library=post.library).exists()
    invitation = StaffInvitation.objects.get()
    network_browser.post(address, {"do": "withdraw", "number": invitation.pk})
    assert not StaffInvitation.objects.exists()
    assert network_browser.post(address, {"email": "x", "role": "king"}).context["form"].errors.keys() == {
        "email",
        "role",
    }


def test_ranges_are_added_refused_and_removed(network_browser: Client) -> None:
    library = MemberFactory()
    address = f"{MEMBERS}{library.code}/rooms/"
    refused = network_browser.post(address, {"network": "10.0.0.0/24"})
    assert list(refused.context["form"].errors) == ["network"]
    network_browser.post(address, {"network": "203.0.113.0/24"})
    range_ = library.reading_room_ranges.get()
    network_browser.post(address, {"do": "remove", "number": range_.pk})
    assert not library.reading_room_ranges.exists()


def test_refused_step_shows_what_is_missing(network_browser: Client) -> None:
    library = MemberFactory(state="live")
    address = f"{MEMBERS}{library.code}/membership/"
    page = network_browser.post(address, {"do": "step", "step": "suspend", "reason": ""})
    assert page.context["refused_form"].errors.keys() == {"reason"}
    network_browser.post(address, {"do": "step", "step": "suspend", "reason": "repair of the roof"})
    library.refresh_from_db()
    assert library.state == "suspended"
    assert "repair of the roof" in network_browser.get(address).content.decode()


def test_administrators_of_the_network_appoint_each_other(network_browser: Client) -> None:
    guest = UserFactory()
    network_browser.post(f"{MEMBERS}administrators/", {"email": guest.email})
    post = StaffPost.objects.get(user=guest)
    assert (post.role, post.library) == ("network", None)
    network_browser.post(f"{MEMBERS}administrators/", {"do": "dismiss", "number": post.pk})
    assert not StaffPost.objects.filter(user=guest).exists()


@pytest.mark.parametrize("query", ["?words=Сынақ", "?state=king", "?state=live&words=member", "?page=x"])
def test_worklist_bears_any_question(network_browser: Client, query: str) -> None:
    MemberFactory(state="live")
    assert len(network_browser.get(MEMBERS + query).context["page"]) == 1


def test_worklist_takes_a_constant_number_of_queries(
    network_browser: Client, django_assert_max_num_queries: Any
) -> None:
    counts = []
    for _round in range(2):
        for _each in range(4):
            PostFactory(library=MemberBranchFactory().library)
        with django_assert_max_num_queries(14) as captured:
            network_browser.get(MEMBERS)
        counts.append(len(captured))
    assert counts[0] == counts[1]
