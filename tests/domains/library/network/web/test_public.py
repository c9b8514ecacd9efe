"""Public pages of libraries."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.library.network.models import ClosedDay
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.languages import LANGUAGES
from tests.factories.library import MemberBranchFactory, MemberFactory

pytestmark = pytest.mark.django_db
THURSDAY = dt.datetime(2026, 11, 26, 7, 0, tzinfo=dt.UTC)  # noon in the country


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: THURSDAY)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["libraries/", "libraries/pavlodar/", "membership/", "reading-room/device/"])
def test_every_public_page_in_every_language(language: str, path: str) -> None:
    MemberBranchFactory(
        library__code="pavlodar", services=["wifi", "unknown"], latitude=52.28, longitude=76.96
    )
    response = Client().get(f"/{language}/library/{path}")
    assert response.status_code == 200
    page = response.content.decode()
    assert f'lang="{LANGUAGES[language].bcp47}"' in page
    assert f'dir="{LANGUAGES[language].direction}"' in page


def test_head_names_all_languages_and_the_canonical_address() -> None:
    MemberBranchFactory(library__code="pavlodar")
    page = Client().get("/en/library/libraries/pavlodar/?page=2").content.decode()
    assert '<link rel="canonical" href="http://testserver/en/library/libraries/pavlodar/">' in page
    assert len(re.findall(r'rel="alternate" hreflang', page)) == len(LANGUAGES) + 1


@pytest.mark.parametrize("state", [state for state in MembershipState if state != MembershipState.LIVE])
def test_only_live_members_are_shown(state: str) -> None:
    MemberBranchFactory(library__code="pavlodar", library__state=state)
    assert Client().get("/en/library/libraries/pavlodar/").status_code == 404
    assert "pavlodar" not in Client().get("/en/library/libraries/").content.decode()


def found(query: str) -> list[str]:
    response = Client().get(f"/en/library/libraries/{query}")
    assert response.status_code == 200
    return [each.library.code for each in response.context["found"]]


def test_finder_by_town_kind_and_hour() -> None:
    almaty = {"kk": "Алматы", "en": "Almaty"}
    MemberBranchFactory(
        library__code="national", library__kind="national", library__place=almaty, place=almaty
    )
    MemberBranchFactory(library__code="pavlodar", opening_hours={"3": [["14:00", "18:00"]]})
    MemberBranchFactory(library__code="village", library__kind="village", place=almaty, is_closed=True)
    assert found("") == ["national", "pavlodar", "village"]
    assert found("?town=Алматы") == ["national"]
    assert found("?town=Павлодар&kind=village") == ["village"]
    assert found("?open=1") == ["national"]
    assert found("?town=Nowhere&kind=castle&open=x&page=99") == ["national", "pavlodar", "village"]


def test_closed_today_says_why() -> None:
    branch = MemberBranchFactory(library__code="pavlodar")
    ClosedDay.objects.create(library=branch.library, date=dt.date(2026, 11, 26), reason={"en": "Stocktaking"})
    page = Client().get("/en/library/libraries/pavlodar/").content.decode()
    assert "Closed today" in page
    assert "Stocktaking" in page
    assert found("?open=1") == []


def test_json_ld_is_safe_and_whole() -> None:
    name = {"kk": "</script><b>Кітапхана", "en": "</script><b>Library"}
    MemberBranchFactory(
        library__code="pavlodar", library__name=name, library__isil="KZ-PAV", latitude=52.28, longitude=76.96
    )
    page = Client().get("/en/library/libraries/pavlodar/").content.decode()
    assert "<b>Library" not in page
    written = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert written
    data = json.loads(written[1])
    assert (data["@type"], data["name"], data["identifier"]) == ("Library", "</script><b>Library", "KZ-PAV")
    branch = data["department"][0]
    assert (branch["geo"]["latitude"], len(branch["openingHoursSpecification"])) == (52.28, 5)


def test_list_takes_a_constant_number_of_queries(
    django_assert_max_num_queries: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counts = []
    for _round in range(2):
        for _each in range(3):
            MemberBranchFactory()
        with django_assert_max_num_queries(12) as captured:
            assert Client().get("/en/library/libraries/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_pages_of_many_libraries() -> None:
    for _each in range(30):
        MemberFactory()
    assert len(found("")) == 24
    assert len(found("?page=2")) == 6


def test_text_in_another_language_is_marked() -> None:
    MemberFactory(code="pavlodar", name={"kk": "Кітапхана"})
    page = Client().get("/en/library/libraries/pavlodar/").content.decode()
    assert re.search(r'<h1 class="library__name" lang="kk" dir="ltr">Кітапхана</h1>', page)
