"""The staff's desk for searching: who may what, what is refused, and that it works at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from shanyraq.platform.search.documents import register, unregister
from shanyraq.platform.search.models import MissedSearch, Pin, StopWords, SynonymGroup
from shanyraq.platform.search.queries import staff_choices
from shanyraq.platform.search.queries.staff_choices import built_in_stop_words
from shanyraq.surfaces.portal.demo.people import load_groups
from tests.factories.accounts import UserFactory, signed_in
from tests.factories.search import own_index
from tests.platform.search.web.shelf import Shelf

pytestmark = pytest.mark.django_db
SOON = 3.0  # seconds


@pytest.fixture
def shelf(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(own_index(settings, monkeypatch, tmp_path))
    register(made.source())
    yield made
    unregister("shelf")


def staff_in(settings: Any, group: str) -> Client:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    load_groups()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = signed_in(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def desk(settings: Any) -> Client:
    """An editor of the demonstration."""
    return staff_in(settings, "Editors")


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {name: list(found) for name, found in response.context_data["form"].errors.items()}


# --- who ---


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
@pytest.mark.parametrize("name", ["synonyms", "pins", "stop-words", "misses"])
def test_editors_and_moderators_see_the_desk(settings: Any, group: str, name: str) -> None:
    staff = staff_in(settings, group)
    assert staff.get(f"/staff/search/{name}/").status_code == 200
    assert "/staff/search/synonyms/" in staff.get("/staff/").content.decode()


def test_staff_without_permission_see_nothing(settings: Any) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    staff = signed_in(user)
    for name in ("synonyms", "pins", "stop-words", "misses"):
        assert staff.get(f"/staff/search/{name}/").status_code == 302
        assert staff.post(f"/staff/search/{name}/new/", {"words": "a\nb"}).status_code == 302
    assert "/staff/search/" not in staff.get("/staff/").content.decode()
    assert SynonymGroup.objects.count() == 0


# --- synonyms ---


def test_synonyms_are_kept_line_by_line(desk: Client) -> None:
    answer = desk.post("/staff/search/synonyms/new/", {"words": " кино \r\n\r\nфильм\r\nкино", "note": "x"})
    assert answer.status_code == 302
    assert SynonymGroup.objects.get().lines == ["кино", "фильм"]


@pytest.mark.parametrize("words", ["", "кино", "кино\nКИНО", "кино\n...", "кино\n" + "a" * 200])
def test_synonyms_are_at_least_two_words(desk: Client, words: str) -> None:
    assert "words" in errors(desk.post("/staff/search/synonyms/new/", {"words": words}))
    assert SynonymGroup.objects.count() == 0


def test_a_synonym_works_within_seconds(
    shelf: Shelf, desk: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_choices, "HELD_SECONDS", 2.0)
    staff_choices.forget()
    shelf.put("Қыз Жібек фильмі")
    shelf.build()
    answer = client.get("/kk/search/results.json", {"q": "кинокартина"}).json()
    assert answer["total"] == 0
    desk.post("/staff/search/synonyms/new/", {"words": "кинокартина\nфильм"})
    begun = monotonic()
    while not client.get("/kk/search/results.json", {"q": "кинокартина"}).json()["total"]:
        assert monotonic() - begun < SOON
        sleep(0.1)


# --- pins ---


def test_a_pin_keeps_addresses_as_the_index_knows_them(shelf: Shelf, desk: Client, settings: Any) -> None:
    settings.NOTIFICATIONS_ADDRESS = "https://madeniet.example"
    shelf.put("Отырар", address="/kk/reserves/otrar/")
    shelf.build()
    given = "https://madeniet.example/kk/reserves/otrar/\n/kk-latn/reserves/otrar/\n /kk/reserves/otrar/ "
    answer = desk.post(
        "/staff/search/pins/new/", {"words": "Отырар", "language": "", "addresses": given}, follow=True
    )
    assert Pin.objects.get().addresses == "/kk/reserves/otrar/"
    assert "Nothing can be found" not in answer.content.decode()


@pytest.mark.parametrize("address", ["https://elsewhere.example/kk/", "kk/reserves/", "javascript:alert(1)"])
def test_a_pin_is_an_address_of_this_site(shelf: Shelf, desk: Client, address: str) -> None:
    shelf.build()
    values = {"words": "a", "language": "", "addresses": f"/kk/\n{address}"}
    (said,) = errors(desk.post("/staff/search/pins/new/", values))["addresses"]
    assert address in said
    assert Pin.objects.count() == 0


def test_a_pin_without_effect_is_told(shelf: Shelf, desk: Client) -> None:
    shelf.build()
    values = {"words": "a", "language": "kk", "addresses": "/kk/not-yet/"}
    answer = desk.post("/staff/search/pins/new/", values, follow=True)
    assert "Nothing can be found at /kk/not-yet/ now" in answer.content.decode()
    assert Pin.objects.get().language == "kk"


# --- stop words ---


def test_a_new_list_of_stop_words_begins_with_the_built_in_one(desk: Client) -> None:
    form = desk.get("/staff/search/stop-words/new/").context_data["form"]
    assert form["language"].value() == "kk"
    assert set(form["words"].value().split("\n")) == built_in_stop_words()["kk"]
    # another language is chosen, the words are left as they are
    desk.post("/staff/search/stop-words/new/", {"language": "ru", "words": form["words"].value()})
    assert set(StopWords.objects.get().words.split("\n")) == built_in_stop_words()["ru"]


def test_a_list_of_stop_words_is_what_staff_write(desk: Client) -> None:
    desk.post("/staff/search/stop-words/new/", {"language": "en", "words": "The\nOF the"})
    made = StopWords.objects.get()
    assert made.words == "the\nof"
    desk.post(f"/staff/search/stop-words/edit/{made.pk}/", {"language": "en", "words": ""})
    assert staff_choices._read().stop_words["en"] == frozenset()
    assert staff_choices._read().stop_words["ru"] == built_in_stop_words()["ru"]


def test_a_language_has_one_list_of_stop_words(desk: Client) -> None:
    StopWords.objects.create(language="en", words="the")
    again = desk.post("/staff/search/stop-words/new/", {"language": "en", "words": "of"})
    assert "language" in errors(again)


# --- what was not found ---


@pytest.fixture
def misses(db: None) -> list[MissedSearch]:
    day = date(2026, 11, 1)
    return [
        MissedSearch.objects.create(words="әлқисса", language="kk", times=3, last_date=day),
        MissedSearch.objects.create(words="единорог", language="ru", times=7, last_date=day),
    ]


def test_misses_are_listed_by_how_often(desk: Client, misses: list[MissedSearch]) -> None:
    page = desk.get("/staff/search/misses/").content.decode()
    assert page.index("единорог") < page.index("әлқисса")
    assert "/staff/search/misses/new/" not in page
    assert "/staff/search/misses/edit/" not in page
    assert "words=%D3%99%D0%BB%D2%9B%D0%B8%D1%81%D1%81%D0%B0" in page


def test_misses_are_narrowed_by_language_and_words(desk: Client, misses: list[MissedSearch]) -> None:
    page = desk.get("/staff/search/misses/", {"language": "kk"}).content.decode()
    assert "әлқисса" in page
    assert "единорог" not in page
    page = desk.get("/staff/search/misses/", {"q": "единор"}).content.decode()
    assert "әлқисса" not in page


def test_a_miss_becomes_a_synonym_or_a_pin(desk: Client) -> None:
    synonyms = desk.get("/staff/search/synonyms/new/", {"words": "єдиноріг"})
    assert synonyms.context_data["form"]["words"].value() == "єдиноріг"
    pin = desk.get("/staff/search/pins/new/", {"words": "единорог", "language": "ru"})
    assert pin.context_data["form"]["words"].value() == "единорог"
    assert pin.context_data["form"]["language"].value() == "ru"


def test_misses_can_be_deleted_but_not_written(settings: Any, misses: list[MissedSearch]) -> None:
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    administrator = signed_in(UserFactory(is_staff=True, is_superuser=True))
    values = {"words": "x", "language": "kk", "times": 1, "last_date": "2026-01-01"}
    administrator.post("/staff/search/misses/new/", values)
    administrator.post(f"/staff/search/misses/edit/{misses[0].pk}/", values)
    assert set(MissedSearch.objects.values_list("words", flat=True)) == {"әлқисса", "единорог"}
    administrator.post(f"/staff/search/misses/delete/{misses[0].pk}/")
    assert MissedSearch.objects.get() == misses[1]


def test_misses_can_be_taken_along_as_a_table(desk: Client, misses: list[MissedSearch]) -> None:
    answer = desk.get("/staff/search/misses/", {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[1:] == ["единорог,ru,7,2026-11-01", "әлқисса,kk,3,2026-11-01"]


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_desk_speaks_the_language_of_its_staff(desk: Client, language: str) -> None:
    page = desk.get("/staff/search/misses/", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert {"kk": "Нәтижесіз іздеулер", "en": "Searches without result"}[language] in page


def test_a_list_costs_a_constant_number_of_queries(
    desk: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    day = date(2026, 1, 1)

    def fill(number: int) -> None:
        MissedSearch.objects.bulk_create(
            MissedSearch(words=f"w{each}", language="kk", last_date=day) for each in range(number)
        )

    def cost() -> int:
        with django_assert_max_num_queries(60) as captured:
            desk.get("/staff/search/misses/")
        return len(captured)

    fill(1)
    cost()
    with_one = cost()
    MissedSearch.objects.all().delete()
    fill(15)
    assert cost() == with_one
