"""What of the portal is found, by whom, and which changes are marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from shanyraq.platform.search.feed import following, marks
from shanyraq.surfaces.portal import indexing, models
from tests.factories import portal
from tests.factories.accounts import UserFactory, signed_in
from tests.factories.search import own_index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]
SEEN = {"description": "Дала", "credit": "Шаңырақ", "caption": ""}


@pytest.fixture
def build(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], Path]:
    return own_index(settings, monkeypatch, tmp_path)


def document_of(page: Any) -> Any:
    (found,) = indexing.documents([str(page.pk)])
    return found


def found_titles(client: Client, words: str, language: str = "kk") -> set[str]:
    answer = client.get(f"/{language}/search/results.json", {"q": words})
    assert answer.status_code == 200
    body = answer.json()
    counted = sum(each["count"] for each in body["facets"]["kind"])
    assert counted == body["total"] == len(body["results"])  # nothing is counted that is not shown
    return {each["title"] for each in body["results"]}


# --- documents ---


def test_a_page_is_a_document_of_its_tree(section: Any) -> None:
    news = portal.NewsPageFactory(parent=section, title="Көрме ашылды", summary="Киіз", slug="open")
    found = document_of(news)
    assert (found.kind, found.language, found.title, found.summary) == ("news", "kk", "Көрме ашылды", "Киіз")
    assert (found.address, found.readers) == ("/kk/news/open/", {"kk"})
    assert (found.date, found.fresh) == (date(2026, 10, 2), True)
    assert found.note == "2026 ж. 2 қазан"


def test_a_fallback_is_found_in_its_tree_with_the_language_of_its_text(section: Any) -> None:
    news = portal.NewsPageFactory(parent=section, title="Көрме ашылды", slug="open")
    found = document_of(portal.in_language(news, "fr"))
    assert (found.language, found.readers, found.address) == ("kk", {"fr"}, "/fr/news/open/")


def test_words_of_the_body_are_read_without_loading_its_pictures(section: Any) -> None:
    picture = portal.PictureFactory()
    body = [
        ("heading", "Отырар кітапханасы"),
        ("text", "<p>Ежелгі <b>қала</b> туралы</p>"),
        ("picture", {**SEEN, "image": picture, "caption": "Қазба жұмысы"}),
    ]
    news = portal.NewsPageFactory(parent=section, body=body)
    document_of(news)  # learns what a process learns once
    with CaptureQueriesContext(connection) as captured:
        found = document_of(news)
    texts = [text.words for text in found.texts]
    assert "Отырар кітапханасы" in texts
    assert any("қала" in text and "<" not in text for text in texts)
    assert "Қазба жұмысы" in texts
    assert not [query for query in captured if 'FROM "portal_picture"' in query["sql"]]


def test_a_work_names_its_makers_and_holders_in_the_language_of_its_tree(home: Any, section: Any) -> None:
    abai = portal.PersonPageFactory(parent=section, title="Абай Құнанбайұлы")
    portal.translate(abai, "en", title="Abai Qunanbaiuly")
    museum = portal.PlacePageFactory(parent=section, title="Әдебиет мұражайы")
    portal.translate(museum, "en", title="Museum of Literature")
    work = portal.WorkPageFactory(parent=section, title="Қара сөз", maker_names="Мүрсейіт", year=1890)
    english = portal.translate(work, "en", title="Book of Words")
    for page in (work, english):
        models.WorkMaker.objects.create(work=page, person=abai)
        models.WorkHolder.objects.create(work=page, place=museum)
    kazakh, translated = document_of(work), document_of(english)
    assert [text.words for text in kazakh.fields["author"]] == ["Мүрсейіт", "Абай Құнанбайұлы"]
    assert kazakh.places == ("Әдебиет мұражайы",)
    assert kazakh.periods == ("c19",)
    assert [text.words for text in translated.fields["author"]] == ["Мүрсейіт", "Abai Qunanbaiuly"]
    assert translated.places == ("Museum of Literature",)


def test_a_place_that_is_not_public_is_named_nowhere(section: Any) -> None:
    hidden = portal.PlacePageFactory(parent=section, title="Жабық қойма")
    event = portal.EventPageFactory(parent=section, title="Кеш", venue=hidden)
    assert document_of(event).places == ("Жабық қойма",)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert document_of(event).places == ()
    assert "Жабық" not in document_of(event).note


def test_a_year_before_our_era_is_a_century_before_it(section: Any) -> None:
    work = portal.WorkPageFactory(parent=section, title="Алтын киім", year=-501)
    assert document_of(work).periods == ("c-6",)


def _works(section: Any, number: int) -> list[str]:
    """Half works with maker, holder and picture, half events at a place; live without the editors' way."""
    museum = portal.PlacePageFactory(parent=section, publish=False)
    body = [("picture", {**SEEN, "image": portal.PictureFactory()})]
    made = []
    for _ in range(number // 2):
        person = portal.PersonPageFactory(parent=section, publish=False)
        work = portal.WorkPageFactory(parent=section, body=body, publish=False)
        models.WorkMaker.objects.create(work=work, person=person)
        models.WorkHolder.objects.create(work=work, place=museum)
        made += [work.pk, portal.EventPageFactory(parent=section, venue=museum, publish=False).pk]
    Page.objects.child_of(section).update(live=True)
    return [str(key) for key in made]


def test_documents_cost_a_constant_number_of_queries(section: Any) -> None:
    few, many = _works(section, 2), _works(section, 20)
    list(indexing.documents(few))  # learns what a process learns once
    counts = []
    for wanted in (few, many):
        with CaptureQueriesContext(connection) as captured:
            assert len(list(indexing.documents(wanted))) == len(wanted)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


# --- who may see what ---


def _restrict(page: Any, **values: Any) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, **values)


def test_a_page_behind_a_password_is_never_found(section: Any, build: Callable[[], Path]) -> None:
    closed = portal.SectionPageFactory(parent=section, title="Жабық бөлім")
    _restrict(closed, restriction_type="password", password="x")
    portal.NewsPageFactory(parent=closed, title="Құпия отырыс")
    build()
    staff = signed_in(UserFactory(is_staff=True))
    assert found_titles(Client(), "құпия") == found_titles(staff, "құпия") == set()


def test_a_page_behind_a_login_is_found_by_the_signed_in(section: Any, build: Callable[[], Path]) -> None:
    page = portal.NewsPageFactory(parent=section, title="Тіркелгендерге хабар")
    _restrict(page, restriction_type="login")
    build()
    assert found_titles(Client(), "тіркелгендерге") == set()
    assert found_titles(signed_in(UserFactory()), "тіркелгендерге") == {"Тіркелгендерге хабар"}


def test_a_page_behind_a_group_is_found_by_its_members(section: Any, build: Callable[[], Path]) -> None:
    experts = Group.objects.create(name="Experts")
    page = portal.NewsPageFactory(parent=section, title="Сарапшыларға хабар")
    _restrict(page, restriction_type="groups").groups.add(experts)
    member, other = UserFactory(), UserFactory()
    member.groups.add(experts)
    build()
    assert found_titles(Client(), "сарапшыларға") == set()
    assert found_titles(signed_in(other), "сарапшыларға") == set()
    assert found_titles(signed_in(member), "сарапшыларға") == {"Сарапшыларға хабар"}


def test_a_login_above_a_group_asks_for_both(section: Any) -> None:
    experts = Group.objects.create(name="Experts")
    page = portal.NewsPageFactory(parent=section)
    _restrict(section, restriction_type="login")
    assert document_of(page).audiences == {"signed-in"}
    _restrict(page, restriction_type="groups").groups.add(experts)
    assert document_of(page).audiences == {f"group:{experts.pk}"}
    assert indexing.visible([str(page.pk)], frozenset({"public", "signed-in"})) == set()


def test_what_was_hidden_a_moment_ago_is_not_shown(section: Any, build: Callable[[], Path]) -> None:
    page = portal.NewsPageFactory(parent=section, title="Кешегі хабар")
    build()
    _restrict(page, restriction_type="password", password="x")
    answer = Client().get("/kk/search/results.json", {"q": "кешегі"}).json()
    assert answer["results"] == []
    assert Client().get("/kk/search/suggestions.json", {"q": "кеш"}).json()[1] == []


# --- what marks what ---


class Marked:
    """The keys of documents that changed inside the block."""

    def __enter__(self) -> Marked:
        self._before = {mark.number for mark in marks.marks_since(0)}
        self.keys: set[str] = set()
        return self

    def __exit__(self, *_: object) -> None:
        fresh = [mark for mark in marks.marks_since(0) if mark.number not in self._before]
        self.keys = following._by_source(fresh).get(indexing.SOURCE, set())  # what a follower makes of them


def test_unpublishing_marks_the_page(section: Any) -> None:
    page = portal.NewsPageFactory(parent=section)
    with Marked() as marked:
        page.unpublish()
    assert str(page.pk) in marked.keys
    assert list(indexing.documents([str(page.pk)])) == []


def test_moving_a_branch_marks_all_in_it(home: Any, section: Any) -> None:
    branch = portal.SectionPageFactory(parent=section, slug="branch")
    page = portal.NewsPageFactory(parent=branch, slug="inside")
    other = portal.SectionPageFactory(parent=home, slug="other")
    with Marked() as marked:
        branch.move(Page.objects.get(pk=other.pk), pos="last-child")
    assert {str(branch.pk), str(page.pk)} <= marked.keys
    assert document_of(page).address == "/kk/other/branch/inside/"


def test_retitling_a_venue_marks_its_events_in_every_tree(section: Any) -> None:
    venue = portal.PlacePageFactory(parent=section, title="Ескі атау")
    event = portal.EventPageFactory(parent=section, venue=venue)
    unrelated = portal.NewsPageFactory(parent=section)
    with Marked() as marked:
        venue.title = "Жаңа атау"
        venue.save_revision().publish()
    trees = Page.objects.filter(translation_key=event.translation_key).values_list("pk", flat=True)
    assert {str(venue.pk), *map(str, trees)} <= marked.keys
    assert str(unrelated.pk) not in marked.keys
    assert document_of(event).places == ("Жаңа атау",)


def test_restricting_a_section_marks_all_below_and_what_shows_their_titles(home: Any, section: Any) -> None:
    venue = portal.PlacePageFactory(parent=section)
    elsewhere = portal.SectionPageFactory(parent=home, slug="elsewhere")
    event = portal.EventPageFactory(parent=elsewhere, venue=venue)
    with Marked() as marked:
        restriction = _restrict(section, restriction_type="login")
    assert {str(section.pk), str(venue.pk), str(event.pk)} <= marked.keys
    with Marked() as marked:
        restriction.delete()
    assert {str(section.pk), str(venue.pk), str(event.pk)} <= marked.keys


def test_a_change_of_the_groups_of_a_restriction_marks_its_pages(section: Any) -> None:
    restriction = _restrict(section, restriction_type="groups")
    group = Group.objects.create(name="Experts")
    for change in (restriction.groups.add, restriction.groups.remove):
        with Marked() as marked:
            change(group)
        assert str(section.pk) in marked.keys


def test_a_maker_marks_the_work(section: Any) -> None:
    work, person = portal.WorkPageFactory(parent=section), portal.PersonPageFactory(parent=section)
    with Marked() as marked:
        models.WorkMaker.objects.create(work=work, person=person)
    assert marked.keys == {str(work.pk)}


def test_a_change_that_is_rolled_back_leaves_no_mark(section: Any) -> None:
    page = portal.NewsPageFactory(parent=section, title="Ескі")

    with Marked() as marked, transaction.atomic():
        page.title = "Жаңа"
        page.save_revision().publish()
        transaction.set_rollback(True)
    assert marked.keys == set()
