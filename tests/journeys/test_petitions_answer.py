"""A ministry hears the initiator, decides on every proposal, and answers late; nobody can overlook it."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.axe import barriers, overflowing
from tests.journeys.backstage import Backstage
from tests.journeys.house import House
from tests.journeys.petitioners import OFFICER, TELEPHONE, TEXTS, someone, step, wait_for_words
from tests.journeys.reader import Reader, reading

pytestmark = pytest.mark.browser

PLACE = {"kk": "Астана, мәжіліс залы", "ru": "Астана, зал заседаний"}
LATE_FOR_MONTHS = (
    step("submit", 200),
    step("admit", 190),
    step("sign", 190, number=12, until=186),
    step("clock", 186),
    step("sign", 186, number=140, until=121),
    step("clock", 121),
    step("register", 118, number="МАМ-Т-1"),
    step("hearing", 100, begins=92, place=PLACE),
)
"""Registered so long ago that forty working days are over in any season."""

ANSWER = (
    "Қанағаттандырамыз, кешіккеніміз үшін кешірім сұраймыз.",
    "Удовлетворяем и просим прощения за опоздание.",
)
PROMISE = ("Он музейдің жаңа кестесі.", "Новое расписание десяти музеев.")


def part(page: Page, name: str) -> None:
    """Send the form of that part of the desk."""
    with page.expect_navigation():
        page.locator("form", has=page.locator(f"input[name=part][value={name}]")).locator(
            "button[type=submit], button:not([type])"
        ).last.click()


def decide(page: Page, number: int, outcome: str, words: tuple[str, str]) -> None:
    page.locator(f"select[name=decision-{number}-outcome]").select_option(outcome)
    for code, text in zip(("kk", "ru"), words, strict=True):
        page.locator(f"[name=decision-{number}-reason_{code}]").fill(text)


def answer(officer: Reader, title: str) -> None:
    """The protocol, a decision on each proposal, a promise, and the answer for everybody."""
    page = officer.page
    officer.go("/ru/petitions/staff/desk/")
    page.get_by_role("link", name=title).first.click()
    page.locator("[name=protocol-protocol_kk]").fill("Бастамашы тыңдалды.")
    page.locator("[name=protocol-protocol_ru]").fill("Инициатор выслушан.")
    page.locator("[name=protocol-was_initiator_present][value=yes]").check()
    part(page, "protocol")
    decide(page, 1, "satisfied", ("Кесте өзгереді.", "Расписание меняется."))
    decide(page, 2, "refused", ("Бағаны музейдің өзі белгілейді.", "Цену назначает сам музей."))
    page.locator("[name=answer-outcome]").select_option("partly")
    for code, text in zip(("kk", "ru"), ANSWER, strict=True):
        page.locator(f"[name=answer-answer_{code}]").fill(text)
    part(page, "answer")
    if not page.locator("[name=promise-due_date]").is_visible():
        page.locator("#desk-promises ~ details > summary").first.click()
    for code, text in zip(("kk", "ru"), PROMISE, strict=True):
        page.locator(f"[name=promise-text_{code}]").fill(text)
    page.locator("[name=promise-due_date]").fill(
        f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=90):%Y-%m-%d}"
    )
    part(page, "promise")
    assert barriers(page) == []
    part(page, "publish")


def test_a_ministry_answers_late_and_everybody_sees_it(
    chromium: Browser, house: House, stage: Backstage
) -> None:
    me = stage.citizen("Зейнеп", "Арынова")
    texts = {**TEXTS, "title": "Ауыл музейлеріне жылыту жүйесі керек"}
    petition = stage.petition(me, texts, *LATE_FOR_MONTHS)
    with reading(chromium, house, **TELEPHONE) as stranger:
        stranger.go(f"/en/petitions/{petition}/")
        expect(stranger.page.locator(".clock--late")).to_contain_text(re.compile(r"late by \d+ working days"))

    with someone(chromium, house, stage, OFFICER) as officer:
        answer(officer, texts["title"])

    with reading(chromium, house, java_script_enabled=False, **TELEPHONE) as stranger:
        wait_for_words(stranger, f"/en/petitions/{petition}/", "Answer of the addressee")
        page = stranger.page
        expect(page.locator(".answer__meta")).to_contain_text(re.compile(r"late by \d+ working days"))
        expect(page.locator(".event--late")).to_have_count(1)
        expect(page.locator(".answer")).to_contain_text(ANSWER[0])
        expect(page.locator(".decision--satisfied")).to_contain_text("Кесте өзгереді.")
        expect(page.locator(".decision--refused")).to_contain_text("Бағаны музейдің өзі белгілейді.")
        expect(page.locator("main")).to_contain_text(PROMISE[0])
    with reading(chromium, house) as stranger:
        wait_for_words(stranger, f"/ru/petitions/{petition}/", "опоздание на")
        assert barriers(stranger.page) == []
        assert overflowing(stranger.page) == []
