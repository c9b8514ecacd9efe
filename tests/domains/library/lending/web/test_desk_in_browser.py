"""The desk in a real browser: a scanner that is faster than the network, a cursor that is elsewhere."""

from contextlib import nullcontext

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from shanyraq.domains.library.lending.models import Loan
from shanyraq.platform.accounts.models import User
from tests.domains.library.lending.conftest import build_house
from tests.factories import lending as make
from tests.factories.accounts import signed_in


@pytest.fixture
def desk_house(transactional_db):
    return build_house()


def _open(chromium, live_server, house, **options):
    cookie = signed_in(User.objects.get(pk=house.desk.pk)).cookies["sessionid"].value
    context = chromium.new_context(**options)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    with override("en"):
        page.goto(live_server.url + reverse("library_lending:desk", args=[house.main.pk]))
    return page


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_scans_are_done_one_after_another_with_scripts_and_without(
    chromium, live_server, desk_house, scripts
):
    items = [make.make_item(make.make_edition(f"Book {number}"), desk_house.main) for number in range(3)]
    page = _open(chromium, live_server, desk_house, java_script_enabled=scripts)
    for code in (desk_house.reader.card_number, *(item.barcode for item in items)):
        page.locator("#desk-input").fill(code)
        with nullcontext() if scripts else page.expect_navigation():
            page.locator("#desk-input").press("Enter")
    expect(page.locator(".lending-line")).to_have_count(3, timeout=20_000)
    expect(page.locator(".lending-line").first).to_contain_text("Book 2")
    expect(page.locator("#desk-input")).to_have_value("")
    assert Loan.objects.filter(reader=desk_house.reader, state="open").count() == 3
    page.get_by_role("button", name="Undo the last step").click()
    expect(page.locator(".lending-line").first).to_contain_text("Undone", timeout=20_000)
    assert Loan.objects.filter(state="open").count() == 2
    page.context.close()


@pytest.mark.browser
def test_what_a_scanner_types_lands_in_the_input_wherever_the_cursor_is(chromium, live_server, desk_house):
    page = _open(chromium, live_server, desk_house)
    page.locator("#desk-input").evaluate("input => input.blur()")
    page.keyboard.type(desk_house.item.barcode)
    page.keyboard.press("Enter")
    expect(page.locator(".lending-line").first).to_contain_text("It was not lent", timeout=20_000)
    expect(page.locator("[data-desk-voice]")).to_contain_text("Shelve it")
    page.context.close()
