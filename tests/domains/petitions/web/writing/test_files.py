"""Attachments of a draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shanyraq.domains.petitions.models import Petition
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db


def at(petition: Petition) -> str:
    return f"/en/petitions/write/{petition.public_id}/files/"


def text(words: str = "Хат", name: str = "letter.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode(), content_type="text/plain")


@pytest.fixture
def made() -> tuple[Client, Petition]:
    scene.rules()
    user = scene.writer()
    return scene.browser(user), scene.draft(user)


def test_file_is_added_read_and_removed(made: tuple[Client, Petition]) -> None:
    browser, draft = made
    assert browser.post(at(draft), {"file": text(), "name": "Мектептің хаты"}).status_code == 302
    attachment = draft.attachments.get()
    assert attachment.name == "Мектептің хаты"
    own = f"/en/petitions/mine/{draft.public_id}/files/{attachment.pk}/"
    answer = browser.get(own)
    assert b"".join(answer.streaming_content) == "Хат".encode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert scene.browser(scene.writer(number=1)).get(own).status_code == 404
    assert browser.post(at(draft), {"do": "remove", "number": attachment.pk}).status_code == 302
    assert not draft.attachments.exists()
    assert browser.get(own).status_code == 404


def test_what_is_no_document_is_refused(made: tuple[Client, Petition]) -> None:
    browser, draft = made
    program = SimpleUploadedFile("run.pdf", b"MZ\x90\x00" + b"\x00" * 200, content_type="application/pdf")
    answer = browser.post(at(draft), {"file": program, "name": "Атауы"})
    assert answer.status_code == 422
    assert "Атауы" in answer.content.decode()
    assert browser.post(at(draft), {}).status_code == 422
    assert not draft.attachments.exists()


def test_same_file_twice_is_told(made: tuple[Client, Petition]) -> None:
    browser, draft = made
    browser.post(at(draft), {"file": text()})
    answer = browser.post(at(draft), {"file": text()})
    assert "This file is attached already." in answer.content.decode()
    assert draft.attachments.count() == 1


def test_removing_what_is_not_there_is_not_found(made: tuple[Client, Petition]) -> None:
    browser, draft = made
    for number in ("", "0", "x", "9" * 30):
        assert browser.post(at(draft), {"do": "remove", "number": number}).status_code == 404
