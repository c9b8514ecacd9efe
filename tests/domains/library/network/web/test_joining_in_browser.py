"""A new member joins in a browser without scripts; pages stand up to axe on a phone, in three languages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from shanyraq.domains.library.network.models import Library
from tests.domains.library.network.conftest import Trials
from tests.factories.accounts import UserFactory
from tests.factories.library import MemberBranchFactory, PostFactory, RangeFactory, administrator
from tests.journeys.axe import barriers, overflowing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
HOURS = {"0": [["09:00", "13:00"], ["14:00", "19:00"]], "5": [["10:00", "16:00"]]}


def opened(browser: Browser, server: LiveServer, user: Any, **options: Any) -> Page:
    """A page on a phone, signed in as ``user``."""
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport=PHONE, **options)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}
    context.add_cookies([cookie])
    return context.new_page()


def test_new_member_joins_without_scripts(
    live_server: LiveServer, chromium: Browser, trials: Trials, one_factor: None
) -> None:
    UserFactory(email="head@example.kz")
    page = opened(chromium, live_server, administrator(), java_script_enabled=False)

    def send(button: str, **typed: str) -> None:
        for name, text in typed.items():
            page.locator(f"main [name={name}]").fill(text)
        with page.expect_navigation():
            page.get_by_role("button", name=button, exact=True).click()

    def follow(link: Locator) -> None:
        with page.expect_navigation():
            link.click()

    page.goto(f"{live_server.url}/en/library/staff/members/")
    follow(page.get_by_role("link", name="New member"))
    page.select_option("[name=kind]", "city")
    send("Save and continue", code="semey", name_kk="Семей қалалық кітапханасы", place_kk="Семей")
    assert page.get_by_role("heading", name="Branches").is_visible()
    follow(page.get_by_role("link", name="Add a branch"))
    send("Save", code="main", name_kk="Негізгі бөлім", hours_0="9-13, 14-18")
    follow(page.get_by_role("link", name="People").last)
    send("Give the post", email="head@example.kz")
    follow(page.get_by_role("link", name="Membership", exact=False).first)
    assert "Complete the particulars" in page.locator("main").inner_text()
    follow(page.get_by_role("link", name="Particulars"))
    send("Save", address_kk="Абай көшесі, 1", email="semey@example.kz")
    follow(page.get_by_role("link", name="Trial import"))
    page.get_by_label("UNIMARC").check()
    send("Choose the profile")
    follow(page.get_by_role("link", name="Membership").first)
    send("Begin the trial")
    trials.finish(Library.objects.get())
    follow(page.get_by_role("link", name="Trial import"))
    send("The differences are as they should be")
    follow(page.get_by_role("link", name="Membership").first)
    send("Go live")
    page.goto(f"{live_server.url}/kk/library/libraries/semey/")
    assert page.get_by_role("heading", name="Семей қалалық кітапханасы").is_visible()
    page.context.close()


@pytest.mark.parametrize("language", ["kk", "en", "ar"])
def test_pages_have_no_barriers_on_a_phone(
    live_server: LiveServer, chromium: Browser, trials: Trials, one_factor: None, language: str
) -> None:
    branch = MemberBranchFactory(
        code="main", library__code="semey", opening_hours=HOURS, services=["wifi", "children"], latitude=50.4,
        longitude=80.2, phone="+7 7222 00 00 00",
    )  # fmt: skip  # one branch with all that it may have
    RangeFactory(library=branch.library)
    PostFactory(library=branch.library)
    trials.finish(branch.library)
    page = opened(chromium, live_server, administrator())
    found = {}
    member = "staff/members/semey"
    for path in (
        "libraries/", "libraries/semey/", "membership/", "reading-room/device/", "staff/members/",
        "staff/members/new/", f"{member}/membership/", f"{member}/branches/main/", f"{member}/calendar/",
        f"{member}/people/", f"{member}/rooms/", f"{member}/import/",
    ):  # fmt: skip  # every kind of page of this room
        page.goto(f"{live_server.url}/{language}/library/{path}")
        if wrong := barriers(page) + overflowing(page):
            found[path] = wrong
    page.context.close()
    assert found == {}
