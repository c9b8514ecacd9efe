"""The public pages: every one in every language, with everything on it and with nothing."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shanyraq.domains.petitions.models import (
    AnswerDocument,
    Attachment,
    Hearing,
    InvalidationBatch,
    Promise,
    PromiseUpdate,
    TextVersion,
    Verdict,
)
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.languages import LANGUAGES
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.public_scene import DAY, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def full_petition(**values: Any) -> Any:
    """A petition to which everything has happened."""
    made = scene.petition(
        State.ANSWERED,
        number=51_234,
        registered_at=NOW - 50 * DAY,
        answered_at=NOW - DAY,
        reached_at=NOW - 52 * DAY,
        outcome="partly",
        answer={"kk": "Жауап", "ru": "Ответ", "en": "We build the library."},
        version=2,
        **values,
    )
    made.proposals.update(outcome="partly", reason={"kk": "Себеп", "ru": "Причина", "en": "A smaller one."})
    TextVersion.objects.create(
        petition=made,
        number=2,
        texts=scene.texts(made) | {"title": "Ауылға жаңа кітапхана керек"},
        text_hash="b" * 64,
        reason="Сөз қате жазылған",
        at=NOW - 58 * DAY,
    )
    scene.moved(made, "submit", State.DRAFT, State.MODERATION, NOW - 59 * DAY)
    scene.moved(
        made, "request_correction", State.MODERATION, State.CORRECTION, NOW - 58 * DAY, "secret words"
    )
    Verdict.objects.create(
        petition=made, kind="correction", ground=scene.ground(), explanation="secret words", at=NOW - 58 * DAY
    )
    scene.moved(made, "stop", State.COLLECTING, State.STOPPED, NOW - 57 * DAY, "Order 12 of the court")
    InvalidationBatch.objects.create(
        petition=made,
        kind="invalidation",
        reason="burst",
        explanation="secret words",
        number=37,
        at=NOW - 40 * DAY,
    )
    Hearing.objects.create(
        petition=made,
        begins_at=NOW - 20 * DAY,
        place={"kk": "Астана", "ru": "Астана", "en": "Astana, Mangilik El 8"},
        announced_at=NOW - 30 * DAY,
        held_at=NOW - 20 * DAY,
    )
    promise = Promise.objects.create(
        petition=made,
        text={"kk": "Саламыз", "ru": "Построим", "en": "We build it."},
        due_date=dt.date(2027, 5, 1),
    )
    PromiseUpdate.objects.create(
        promise=promise,
        state="late",
        text={"kk": "Кешіктік", "ru": "Опаздываем", "en": "We are late."},
        at=NOW,
    )
    Attachment.objects.create(
        petition=made, name="Plan", file="petitions/x.pdf", size=10, sha256="0", added_at=NOW
    )
    AnswerDocument.objects.create(
        petition=made, title="Act", file="petitions/y.pdf", size=10, sha256="0", added_at=NOW
    )
    scene.hours(made, 100, 0, 250, 50, 7)
    scene.released(made, r710000000=30, r750000000=12)
    scene.signed(made, "Aigul S.", "", "Marat K.")
    return made


PAGES = (
    "",
    "archive/",
    "statistics/",
    "{id}/",
    "{id}/signers/",
    "{id}/versions/",
    "{id}/print/",
    "{id}/embed/",
    "feed.xml",
)


def page(path: str, language: str = "en") -> str:
    response = Client().get(f"/{language}/petitions/{path}")
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_public_page_in_every_language(path: str) -> None:
    made = full_petition()
    for language in LANGUAGES.values():
        answer = page(path.format(id=made.public_id), language.code)
        if not path.endswith(".xml"):
            assert f'lang="{language.bcp47}"' in answer
            assert f'dir="{language.direction}"' in answer


@pytest.mark.parametrize("path", ["", "archive/", "statistics/", "feed.xml"])
def test_pages_without_any_petition(path: str) -> None:
    for language in LANGUAGES:
        page(path, language)


def test_page_tells_everything_that_happened_and_no_word_that_is_not_public() -> None:
    made = full_petition()
    answer = page(f"{made.public_id}/")
    for told in (
        "51,234",
        "of 50,000 signatures",
        "Order 12 of the court",
        "37 signatures",
        "burst",
        "Item 3 of the law",
        "On the language",
        "Astana, Mangilik El 8",
        "We are late.",
        "We build the library.",
        "A smaller one.",
        "Сөз қате жазылған",
        "51,239 entries",
    ):
        assert told in answer, told
    assert "secret words" not in answer


def test_text_keeps_its_own_language_and_script() -> None:
    made = scene.petition()
    answer = page(f"{made.public_id}/?script=latn")
    assert 'lang="kk-Latn"' in answer
    assert "kıtaphana kerek" in answer or "kitaphana kerek" in answer
    assert 'dir="rtl"' in page(f"{made.public_id}/?script=arab")
    assert 'lang="kk" dir="ltr"' in page(f"{made.public_id}/?script=nonsense")


def test_small_numbers_of_regions_are_never_shown() -> None:
    made = full_petition()
    answer = page(f"{made.public_id}/")
    assert "Astana: 300+" in answer
    assert "Shymkent: fewer than 10" in answer


def test_json_ld_cannot_be_left_by_what_was_typed() -> None:
    made = scene.petition(title="</script><script>alert(1)</script> & ‘x’")
    answer = page(f"{made.public_id}/")
    assert "<script>alert" not in answer
    found = re.search(r'ld\+json">(.*?)</script>', answer, re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["headline"] == made.title


@pytest.mark.parametrize("path", ["{id}/", "{id}/versions/", "{id}/print/", "{id}/embed/", ""])
def test_script_in_every_field_is_text(path: str) -> None:
    typed = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    made = full_petition(title=typed, substance=typed, arguments=typed)
    made.proposals.update(text=typed)
    assert typed not in page(path.format(id=made.public_id))
    assert "<img src=x" not in page(path.format(id=made.public_id))


def test_list_asks_the_same_number_of_queries_for_one_and_for_many() -> None:
    scene.petition(number=1)
    with CaptureQueriesContext(connection) as few:
        page("")
    for place in range(15):
        scene.petition(number=place, body=scene.body(f"b{place}"), topic=scene.topic(f"t{place}"))
    with CaptureQueriesContext(connection) as many:
        page("")
    assert len(many) == len(few) <= 10


def test_page_of_a_petition_asks_the_same_number_of_queries_however_much_happened() -> None:
    made = full_petition()
    with CaptureQueriesContext(connection) as few:
        page(f"{made.public_id}/")
    for place in range(2, 8):
        made.proposals.create(
            number=place, text="Тағы біреу", outcome="refused", reason={"kk": "Жоқ", "ru": "Нет"}
        )
        scene.moved(made, "reach", State.COLLECTING, State.REACHED, NOW)
        promise = Promise.objects.create(
            petition=made, text={"kk": "Тағы", "ru": "Ещё"}, due_date=dt.date(2027, 6, 1)
        )
        PromiseUpdate.objects.create(promise=promise, state="kept", text={"kk": "Бітті", "ru": "Всё"}, at=NOW)
    with CaptureQueriesContext(connection) as many:
        page(f"{made.public_id}/")
    assert len(many) == len(few)


HOSTILE = (
    "?state=draft",
    "?state=refused",
    "?state=%00",
    "?body=../../x",
    "?territory=%27%3B--",
    "?topic=%F0%9F%98%80",
    "?page=-1",
    "?page=99999999999999999999",
    "?page=x",
    "?sort=drop",
    "?q=%00%01",
    "?q=" + "a" * 5000,
    "?kind=x&kind=y",
)


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", ["", "archive/", "feed.xml"])
def test_hostile_filters_narrow_nothing_and_break_nothing(path: str, query: str) -> None:
    scene.petition()
    assert Client().get(f"/en/petitions/{path}{query}").status_code == (400 if "%00" in query else 200)


@pytest.mark.parametrize("before", ["0", "-1", "x", "99999999999999999999999", "٣", "%00"])
def test_hostile_pages_of_signers(before: str) -> None:
    made = scene.petition()
    response = Client().get(f"/en/petitions/{made.public_id}/signers/?before={before}")
    assert response.status_code == (400 if before == "%00" else 200)


def test_signers_page_by_page() -> None:
    made = scene.petition()
    scene.signed(made, *[f"Name{place} A." for place in range(150)], "")
    first = page(f"{made.public_id}/signers/")
    assert "Name149 A." in first
    assert "Name49 A." not in first
    following = re.search(r'href="\?before=([\w=-]+)"', first)
    assert following is not None
    second = page(f"{made.public_id}/signers/?before={following[1]}")
    assert "Name49 A." in second
    assert "Name0 A." in second
    assert "?before=" not in second
    other = scene.petition()
    scene.signed(other, *[f"Other{place} A." for place in range(3)])
    assert "Other2 A." in page(f"{other.public_id}/signers/?before={following[1]}"), (
        "a mark of another petition"
    )


def test_withdrawn_and_invalidated_names_are_not_shown() -> None:
    made = scene.petition()
    one, other, _third = scene.signed(made, "Gone A.", "False B.", "Here C.")
    type(one).objects.filter(pk=one.pk).update(withdrawn_at=NOW)
    type(one).objects.filter(pk=other.pk).update(invalidated_at=NOW)
    answer = page(f"{made.public_id}/signers/")
    assert "Here C." in answer
    assert "Gone A." not in answer
    assert "False B." not in answer
