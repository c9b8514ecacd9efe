"""Signing with a key in a browser: by the program of the national authority, by hand, without scripts."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from pytest_django.live_server_helper import LiveServer

from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.domains.petitions.web.signing.certificate import NCALAYER
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import User
from tests.domains.petitions import writing_scene
from tests.domains.petitions.electronic_scene import document, key_of, signature
from tests.domains.petitions.signing_scene import AT, iin, open_petition, region
from tests.domains.petitions.web.signing.test_in_browser import look
from tests.factories.accounts import UserFactory, identity
from tests.journeys.axe import barriers, overflowing
from tests.platform.electronic_signatures.authority_scene import Authority, Pair, sign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Program = Callable[[WebSocketRoute], None]


@pytest.fixture
def petition(tmp_path: Path, settings: Any) -> Petition:
    settings.TRANSPARENCY_LOG_FOLDER = str(tmp_path / "logs")
    region()
    region("710000000")
    return open_petition()


def account(number: int | None) -> User:
    user = UserFactory()
    if number is not None:
        link_person(user=user, identity=identity(iin(number)), at=AT)
    return user


def page_of(
    chromium: Browser, live_server: LiveServer, user: User, width: int = 1280, *, has_scripts: bool = True
) -> Page:
    context = chromium.new_context(
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
        base_url=live_server.url,
        java_script_enabled=has_scripts,
    )
    session = writing_scene.browser(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


def address(petition: Petition, language: str = "en") -> str:
    return f"/{language}/petitions/{petition.public_id}/sign/certificate/"


def program(pair: Pair, asked: list[dict[str, Any]]) -> Program:
    """Plays NCALayer: a greeting, a heartbeat, then the signature over what it was given."""

    def answer(socket: WebSocketRoute) -> None:
        def hear(message: str | bytes) -> None:
            request = json.loads(message)
            asked.append(request)
            made = sign(base64.b64decode(request["args"]["data"]), pair)
            socket.send("--heartbeat--")
            result = [base64.b64encode(made).decode()]
            socket.send(json.dumps({"status": True, "body": {"result": result}}))

        socket.on_message(hear)
        socket.send(json.dumps({"result": {"version": "1.4"}}))

    return answer


@pytest.mark.parametrize(
    ("language", "width", "number"), [("en", 1280, 1), ("ar", 360, None), ("kk", 360, 1), ("kk", 1280, None)]
)
def test_the_program_of_the_authority_signs_in_the_page(
    live_server: LiveServer,
    chromium: Browser,
    authority: Authority,
    petition: Petition,
    language: str,
    width: int,
    number: int | None,
) -> None:
    user, asked = account(number), []
    page = page_of(chromium, live_server, user, width)
    page.route_web_socket(f"{NCALAYER}/", program(key_of(authority, iin(1)), asked))
    page.goto(address(petition, language))
    assert barriers(page) == []
    assert not overflowing(page)
    look(page, f"certificate-{language}-{width}")
    page.locator("[data-sign]").click()
    expect(page.locator("[data-told]")).to_have_text(
        page.locator("[data-key]").get_attribute("data-message-signed") or "?"
    )
    assert base64.b64decode(asked[0]["args"]["data"]) == document(petition, user)
    assert (asked[0]["module"], asked[0]["method"]) == ("kz.gov.pki.knca.basics", "sign")
    page.select_option("select[name=territory]", "750000000")
    look(page, f"certificate-signed-{language}-{width}")
    page.locator("form.form .button").last.click()
    expect(page.locator(".signing__card--given")).to_be_visible()
    assert Signature.objects.get().method == "cms"
    page.context.close()


def cancelled(socket: WebSocketRoute) -> None:
    socket.on_message(lambda _message: socket.send(json.dumps({"status": True, "body": {}})))


def failed(socket: WebSocketRoute) -> None:
    answer = json.dumps({"status": False, "code": "SIGNING_FAILURE", "message": "…"})
    socket.on_message(lambda _message: socket.send(answer))


def closed(socket: WebSocketRoute) -> None:
    socket.on_message(lambda _message: socket.close())


def nonsense(socket: WebSocketRoute) -> None:
    socket.on_message(lambda _message: socket.send(json.dumps({"success": False, "errorCode": "MODULE"})))


@pytest.mark.parametrize(
    ("way", "told"),
    [(cancelled, "cancelled"), (closed, "cancelled"), (failed, "failed"), (nonsense, "failed")],
)
def test_what_the_program_refuses_is_told(
    live_server: LiveServer,
    chromium: Browser,
    authority: Authority,
    petition: Petition,
    way: Program,
    told: str,
) -> None:
    page = page_of(chromium, live_server, account(1))
    page.route_web_socket(f"{NCALAYER}/", way)
    page.goto(address(petition))
    page.locator("[data-sign]").click()
    words = page.locator("[data-key]").get_attribute(f"data-message-{told}") or "?"
    expect(page.locator("[data-told]")).to_have_text(words)
    expect(page.locator("[data-sign]")).to_be_enabled()
    page.context.close()


def test_a_program_that_is_not_there(
    live_server: LiveServer, chromium: Browser, authority: Authority, petition: Petition
) -> None:
    """The policy of the page lets the address be asked; nobody listens there."""
    page = page_of(chromium, live_server, account(1))
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(address(petition))
    page.locator("[data-sign]").click()
    words = page.locator("[data-key]").get_attribute("data-message-away") or "?"
    expect(page.locator("[data-told]")).to_have_text(words)
    assert not [text for text in told if "Content Security Policy" in text]
    page.context.close()


def test_without_scripts_the_file_is_saved_signed_and_sent(
    live_server: LiveServer, chromium: Browser, authority: Authority, petition: Petition
) -> None:
    user = account(None)
    page = page_of(chromium, live_server, user, 360, has_scripts=False)
    page.goto(address(petition, "kk"))
    expect(page.locator("[data-sign]")).to_be_hidden()
    look(page, "certificate-plain-kk")
    with page.expect_download() as saved:
        page.locator("a[href$='text.json']").click()
    assert Path(saved.value.path()).read_bytes() == document(petition, user)
    good = signature(petition, user, key_of(authority, iin(1)), is_pem=True)
    for content in (b"no signature", good):
        page.set_input_files(
            "input[name=file]",
            {"name": "a.p7s", "mimeType": "application/pkcs7-signature", "buffer": content},
        )
        page.select_option("select[name=territory]", "750000000")
        page.locator("form.form .button").last.click()
        if content != good:
            expect(page.locator("input[name=file][aria-invalid=true]")).to_be_visible()
            look(page, "certificate-refused-kk")
    expect(page.locator(".signing__card--given")).to_be_visible()
    page.context.close()
