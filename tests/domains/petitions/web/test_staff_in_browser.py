"""The desks of petitions in a browser: no barriers, nothing runs out of a phone, in three languages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from shanyraq.domains.petitions.actions.law import load_law
from shanyraq.domains.petitions.models import Edition
from shanyraq.domains.petitions.states import PetitionState as State
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions import writing_scene
from tests.domains.petitions.web import staff_scene as staff
from tests.journeys.axe import barriers, overflowing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEEN = [("en", 1280), ("ar", 1280), ("kk", 360), ("ar", 360)]


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TRANSPARENCY_LOG_FOLDER = str(tmp_path / "logs")
    settings.STAFF_NEEDS_SECOND_FACTOR = False
    load_law()
    law = Edition.objects.get(code="2024-04")
    monkeypatch.setattr(scene, "edition", lambda: law)
    monkeypatch.setattr(scene, "ground", lambda: law.grounds.order_by("position").first())


@pytest.fixture(params=SEEN, ids=lambda seen: f"{seen[0]}-{seen[1]}")
def page(request: pytest.FixtureRequest, live_server: LiveServer, chromium: Browser) -> Iterator[Page]:
    language, width = request.param
    context = chromium.new_context(
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
        base_url=f"{live_server.url}/{language}/",
    )
    session = writing_scene.browser(staff.worker()).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    yield page
    context.close()


def looked(page: Page, address: str, name: str) -> list[str]:
    """What is wrong with a page, with its address; a picture of it where one is wished."""
    page.goto(address)
    return wrong(page, name)


def press(button: Locator) -> None:
    """And look at nothing before the answer is there."""
    with button.page.expect_navigation():
        button.click()


def wrong(page: Page, name: str) -> list[str]:
    folder = os.environ.get("SHANYRAQ_LOOK")
    if folder:
        width = (page.viewport_size or {})["width"]
        language = page.locator("html").get_attribute("lang")
        page.screenshot(path=f"{folder}/{name}-{language}-{width}.png", full_page=True)
    return [f"{name}: {each}" for each in [*barriers(page), *overflowing(page)]]


def test_empty_desks(page: Page) -> None:
    found = []
    for rest in ("moderation", "appeals", "review", "court", "desk"):
        found += looked(page, f"petitions/staff/{rest}/", f"empty-{rest}")
    assert found == []


def test_moderation_and_appeals(page: Page) -> None:
    waiting = staff.waiting()
    found = looked(page, "petitions/staff/moderation/", "moderation")
    late = f"petitions/staff/moderation/{waiting['late'].public_id}/"
    found += looked(page, late, "moderation-case")
    page.locator("details:has(input[value=refusal]) summary").click()
    press(page.locator("details:has(input[value=refusal]) .button"))
    found += wrong(page, "moderation-error")
    page.locator("select[name=refusal-ground]").select_option(index=1)
    page.locator("textarea[name=refusal-explanation]").fill("Екінші ұсыныс сот шешіміне қатысты.")
    press(page.locator("details:has(input[value=refusal]) .button"))
    page.locator(".letter").wait_for()
    found += wrong(page, "moderation-letter")
    found += looked(page, "petitions/staff/appeals/", "appeals")
    found += looked(page, f"petitions/staff/appeals/{waiting['appealed'].public_id}/", "appeal")
    assert found == []


def test_review_of_signatures(page: Page) -> None:
    finding = staff.suspected()
    found = looked(page, "petitions/staff/review/", "review")
    found += looked(page, "petitions/staff/review/?decided", "review-decided")
    found += looked(page, "petitions/staff/review/new/", "review-new")
    press(page.locator("main .button").last)
    found += wrong(page, "review-new-error")
    found += looked(page, f"petitions/staff/review/{finding.pk}/", "review-finding")
    press(page.locator("button[value=invalidate]"))
    found += wrong(page, "review-finding-error")
    assert found == []


def test_orders_of_courts(page: Page) -> None:
    petitions = staff.under_orders()
    found = looked(page, "petitions/staff/court/", "court")
    found += looked(page, "petitions/staff/court/?petition=nothing", "court-error")
    for name, petition in petitions.items():
        found += looked(page, f"petitions/staff/court/{petition.public_id}/", f"court-{name}")
    page.locator("details.act summary").first.click()
    press(page.locator("details.act .button").first)
    found += wrong(page, "court-case-error")
    assert found == []


def test_desk_of_the_addressee(page: Page) -> None:
    petitions = staff.answering()
    found = looked(page, "petitions/staff/desk/", "desk")
    for name, petition in petitions.items():
        found += looked(page, f"petitions/staff/desk/{petition.public_id}/", f"desk-{name}")
    page.goto(f"petitions/staff/desk/{petitions['reached'].public_id}/")
    press(page.locator("main form .button").first)
    found += wrong(page, "desk-error")
    assert found == []


def test_what_everybody_sees_of_them(page: Page) -> None:
    staff.suspected()
    staff.answering()
    withdrawn = scene.petition(
        State.WITHDRAWN, opened_at=scene.NOW, admitted_at=scene.NOW, ended_at=scene.NOW
    )
    shown = scene.petition(State.ANSWERED, number=70_000, answered_at=scene.NOW, ended_at=scene.NOW)
    found = []
    for name, address in {
        "withdrawn": f"petitions/{withdrawn.public_id}/",
        "procedure": "procedures/petitions.petition/",
        "logs": "logs/",
        "statistics": "petitions/statistics/",
        "archive": "petitions/archive/",
        "archive-empty": "petitions/archive/?year=2026&state=stopped",
        "embed": f"petitions/{shown.public_id}/embed/",
        "print": f"petitions/{shown.public_id}/print/",
        "check": "petitions/check/",
    }.items():
        found += looked(page, address, name)
    assert found == []
