"""Writing in a browser: a draft keeps itself, two windows lose nothing, and no page has barriers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.web.writing.frame import STEPS
from shanyraq.platform.accounts.models import User
from tests.domains.petitions import writing_scene as scene
from tests.journeys.axe import barriers, overflowing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 360)
SLOW_ANSWERS = """
  const ask = window.fetch;
  window.fetch = async (...given) => {
    const answer = await ask(...given);
    await new Promise((done) => setTimeout(done, 1500));
    return answer;
  };
"""
LOOKS = {"kk": "", "en": "theme_dark", "ar": "contrast_high"}


def context_of(chromium: Browser, live_server: LiveServer, user: User, look: str = "") -> BrowserContext:
    context = chromium.new_context(reduced_motion="reduce")
    cookies = [("sessionid", scene.browser(user).cookies["sessionid"].value), ("preferences", look)]
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies if value]
    )
    return context


@pytest.fixture
def draft() -> Petition:
    scene.rules()
    return scene.draft(scene.writer())


def author(petition: Petition) -> User:
    assert petition.user is not None
    return petition.user


def test_draft_keeps_itself_and_two_windows_lose_nothing(
    live_server: LiveServer, chromium: Browser, draft: Petition
) -> None:
    context = context_of(chromium, live_server, author(draft))
    address = f"{live_server.url}/en/petitions/write/{draft.public_id}/substance/"
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(address)
    first.fill("textarea", f"{scene.SUBSTANCE} Бірінші терезе.")
    expect(first.locator("[data-kept]")).to_contain_text("Kept at")
    draft.refresh_from_db()
    assert draft.substance.endswith("Бірінші терезе.")
    second.fill("textarea", f"{scene.SUBSTANCE} Екінші терезе.")
    expect(second.locator("[data-kept]")).to_contain_text("changed in another window")
    second.get_by_role("button", name="Save and continue").click()
    expect(second.locator(".conflict__kept")).to_contain_text("Бірінші терезе.")
    expect(second.locator("textarea")).to_have_value(f"{scene.SUBSTANCE} Екінші терезе.")
    second.get_by_role("button", name="Save and continue").click()
    expect(second).to_have_url(address.replace("substance", "arguments"))
    context.close()
    draft.refresh_from_db()
    assert draft.substance.endswith("Екінші терезе.")


def test_the_button_waits_for_what_is_being_kept(
    live_server: LiveServer, chromium: Browser, draft: Petition
) -> None:
    context = context_of(chromium, live_server, author(draft))
    page = context.new_page()
    page.add_init_script(SLOW_ANSWERS)
    address = f"{live_server.url}/en/petitions/write/{draft.public_id}/addressee/"
    page.goto(address)
    with page.expect_request(lambda request: request.method == "POST"):
        page.locator("select[name=topic]").select_option(index=0)
    page.locator("select[name=topic]").select_option(index=1)
    page.get_by_role("button", name="Save and continue").dblclick()
    expect(page).to_have_url(address.replace("addressee", "substance"))
    context.close()


def test_characters_are_counted_and_too_many_are_told(
    live_server: LiveServer, chromium: Browser, draft: Petition
) -> None:
    context = context_of(chromium, live_server, author(draft))
    page = context.new_page()
    page.goto(f"{live_server.url}/en/petitions/write/{draft.public_id}/title/")
    page.fill("textarea", "ә" * 151)
    expect(page.locator(".writing__count")).to_have_text("151 of 150 characters")
    expect(page.locator("[data-kept]")).to_contain_text("Not kept")
    context.close()
    draft.refresh_from_db()
    assert draft.title == "Ауылға кітапхана салу керек"


@pytest.mark.parametrize("language", LOOKS)
def test_pages_have_no_barriers(
    live_server: LiveServer, chromium: Browser, draft: Petition, language: str
) -> None:
    moderator = scene.staff("moderate_petition", "decide_appeal")
    refused = scene.refused(author(draft), moderator)
    waiting = scene.submitted(author(draft))
    own = [
        "write/",
        "mine/",
        f"mine/{refused.public_id}/",
        *(f"write/{draft.public_id}/{step}/" for step in STEPS),
    ]
    staff = ["staff/moderation/", f"staff/moderation/{waiting.public_id}/", "staff/appeals/"]
    found = []
    for user, paths in ((author(draft), own), (moderator, staff)):
        context = context_of(chromium, live_server, user, LOOKS[language])
        page = context.new_page()
        for path in paths:
            page.set_viewport_size({"width": WIDTHS[0], "height": 900})
            page.goto(f"{live_server.url}/{language}/petitions/{path}")
            page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{path} at {width}: {line}" for line in [*barriers(page), *overflowing(page)]]
        context.close()
    assert found == []
