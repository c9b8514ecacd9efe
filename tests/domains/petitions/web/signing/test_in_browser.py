"""Signing in a browser: a receipt proves itself against the log, a changed one does not; no barriers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import Petition
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions import writing_scene
from tests.domains.petitions.signing_scene import AT, iin, open_petition, region, sign
from tests.factories.accounts import UserFactory, identity
from tests.journeys.axe import barriers, overflowing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OTHERS = 300
"""Signatures beside the one that is checked: more than a tile holds."""


@pytest.fixture
def petition(tmp_path: Path, settings: Any) -> Petition:
    settings.TRANSPARENCY_LOG_FOLDER = str(tmp_path / "logs")
    region()
    region("710000000")
    return open_petition()


def page_of_signer(chromium: Browser, live_server: LiveServer, width: int = 1280) -> Page:
    user = UserFactory()
    link_person(user=user, identity=identity(iin(400)), at=AT)
    context = chromium.new_context(
        reduced_motion="reduce", viewport={"width": width, "height": 900}, base_url=live_server.url
    )
    session = writing_scene.browser(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


def look(page: Page, name: str) -> None:
    folder = os.environ.get("SHANYRAQ_LOOK")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360), ("kk", 360)])
def test_one_signs_and_checks_the_receipt(
    live_server: LiveServer, chromium: Browser, petition: Petition, language: str, width: int
) -> None:
    for number in range(OTHERS if language == "en" else 2):
        sign(petition, number)
    sequence_now(LOG)
    page = page_of_signer(chromium, live_server, width)
    page.goto(f"/{language}/petitions/{petition.public_id}/sign/")
    assert barriers(page) == []
    assert not overflowing(page)
    look(page, f"sign-{language}")
    page.select_option("select[name=territory]", "750000000")
    page.locator(".signing__card .button").click()
    expect(page.locator("[data-check]")).to_be_visible()
    sequence_now(LOG)
    page.reload()
    page.locator("[data-check]").click()
    expect(page.locator(".signing__result--proved")).to_be_visible(timeout=15_000)
    expect(page.locator(".signing__result--good")).to_have_count(4)
    assert barriers(page) == []
    assert not overflowing(page)
    look(page, f"signature-{language}")
    page.context.close()


def test_a_kept_receipt_is_checked_by_anybody_and_a_changed_one_is_not(
    live_server: LiveServer, chromium: Browser, petition: Petition
) -> None:
    page = page_of_signer(chromium, live_server)
    page.goto(f"/en/petitions/{petition.public_id}/sign/")
    page.select_option("select[name=territory]", "750000000")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.locator("[data-check]")).to_be_visible()
    sequence_now(LOG)
    page.reload()
    receipt = json.loads(page.locator("[data-receipt]").get_attribute("data-receipt") or "")
    page.context.clear_cookies()
    page.goto("/en/petitions/check/")
    assert barriers(page) == []
    good = json.dumps(receipt)
    for content, kind in (
        (good, "proved"),
        (json.dumps(receipt | {"territory": "710000000"}), "bad"),
        (json.dumps(receipt | {"index": 0, "leaf_hash": "0" * 64}), "bad"),
        ("no receipt", "bad"),
        ("{}", "bad"),
    ):
        page.set_input_files(
            "[data-file]",
            {"name": "receipt.json", "mimeType": "application/json", "buffer": content.encode()},
        )
        expect(page.locator(f".signing__result--{kind}")).to_be_visible()
        look(page, f"check-{kind}")
    page.context.close()
