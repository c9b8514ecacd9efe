"""An initiator writes without scripts, is corrected by a moderator and admitted: in Kazakh, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.platform.accounts.models import User
from tests.domains.petitions import public_scene
from tests.domains.petitions import writing_scene as scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}


def page_of(chromium: Browser, live_server: LiveServer, user: User) -> Page:
    context = chromium.new_context(
        java_script_enabled=False, viewport=PHONE, base_url=live_server.url, locale="kk"
    )
    value = scene.browser(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    return context.new_page()


def press(button: Locator) -> None:
    """Until the answer is there: the next page would cut it short."""
    with button.page.expect_navigation():
        button.click()


def go_on(page: Page) -> None:
    press(page.locator("button[name=do][value=next]"))


def write(page: Page) -> None:
    """From the entrance to the preview."""
    page.goto("/kk/petitions/write/")
    press(page.locator("main form button").first)
    page.fill("#id_title", "Ақсу ауылына кітапхана салу керек")
    go_on(page)
    press(page.locator("form.writing__actions button"))
    page.select_option("#id_body", str(public_scene.body().pk))
    page.select_option("#id_topic", str(public_scene.topic().pk))
    go_on(page)
    page.fill("#id_substance", scene.SUBSTANCE)
    go_on(page)
    page.fill("#id_arguments", scene.ARGUMENTS)
    go_on(page)
    page.fill("[name=proposal-1]", "Кітапхана салыңыздар.")
    press(page.locator("button[value=add]"))
    page.fill("[name=proposal-2]", "Кітап алыңыздар.")
    go_on(page)


def test_petition_is_written_corrected_and_admitted(live_server: LiveServer, chromium: Browser) -> None:
    scene.rules()
    author = page_of(chromium, live_server, scene.writer())
    moderator = page_of(chromium, live_server, scene.staff("moderate_petition"))
    write(author)
    petition = Petition.objects.get()
    author.goto(f"/kk/petitions/write/{petition.public_id}/preview/")
    press(author.locator("button[value=submit]"))
    expect(author).to_have_url(f"{live_server.url}/kk/petitions/mine/{petition.public_id}/")

    case = f"/kk/petitions/staff/moderation/{petition.public_id}/"
    moderator.goto(case)
    fold = moderator.locator("details.act").nth(1)
    fold.locator("summary").click()
    fold.locator("select").select_option(index=1)
    fold.locator("textarea").fill("Ауылдың мекенжайын жазыңыз.")
    press(fold.locator("form button"))
    expect(moderator.locator(".letter__words")).to_contain_text("Ауылдың мекенжайын жазыңыз.")
    press(moderator.locator("button[value=send]"))
    petition.refresh_from_db()
    assert petition.state == State.CORRECTION

    author.goto(f"/kk/petitions/write/{petition.public_id}/substance/")
    expect(author.locator("main")).to_contain_text("Ауылдың мекенжайын жазыңыз.")
    author.fill("#id_substance", f"{scene.SUBSTANCE} Мекенжайы: Ақсу, Абай көшесі, 1.")
    go_on(author)
    author.goto(f"/kk/petitions/write/{petition.public_id}/preview/")
    author.fill("#id_reason", "Мекенжай қосылды.")
    press(author.locator("button[value=submit]"))

    moderator.goto(case)
    expect(moderator.locator(".changed ins")).to_contain_text("Абай көшесі")
    fold = moderator.locator("details.act").first
    fold.locator("summary").click()
    press(fold.locator("form button"))
    petition.refresh_from_db()
    assert (petition.state, petition.version) == (State.OPENING, 2)
    author.goto(f"/kk/petitions/mine/{petition.public_id}/")
    link = author.locator("#share-link").input_value()
    assert link.endswith(f"/kk/petitions/{petition.public_id}/link/{petition.link_token}/")
