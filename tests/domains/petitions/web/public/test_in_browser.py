"""The public pages stand up to axe on desk and telephone, in three languages, dark and in high contrast."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from shanyraq.domains.petitions.states import PetitionState as State
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.web.public.test_pages import full_petition
from tests.journeys.axe import barriers, overflowing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 360)
LOOKS = {"kk": "", "en": "theme_dark", "ar": "contrast_high"}
"""A language and the wishes of its reader."""


def pages() -> list[str]:
    """Every kind of public page, full, empty and late."""
    full = full_petition()
    late = scene.petition(State.REVIEW, number=51_000, language="ru", due_date=scene.NOW.date())
    opening = scene.petition(State.OPENING, number=23)
    of_full = ("", "signers/", "versions/", "print/", "embed/")
    return [
        *("", "?q=qqqqqqqq", "?topic=culture", "archive/", "statistics/"),
        *(f"{full.public_id}/{part}" for part in of_full),
        f"{late.public_id}/",
        f"{opening.public_id}/link/{opening.link_token}/",
    ]


@pytest.mark.parametrize("language", LOOKS)
def test_public_pages_have_no_barriers(live_server: LiveServer, chromium: Browser, language: str) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    if LOOKS[language]:
        cookie = {"name": "preferences", "value": LOOKS[language], "url": live_server.url}
        context.add_cookies([cookie])
    page = context.new_page()
    found = []
    for path in pages():
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(f"{live_server.url}/{language}/petitions/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{path} at {width}: {line}" for line in [*barriers(page), *overflowing(page)]]
    context.close()
    assert found == []
