"""Whole books as files: made when a book is published, made anew when it has changed."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from shanyraq.domains.library.reading.actions import downloads, editions
from shanyraq.domains.library.reading.states import AccessClass, EditionState
from shanyraq.domains.library.reading.web import catalogue_parts
from tests.factories.library_reading import AT, add_page, add_picture, digital, work_off

MADE = ["library.download", "library.download"]
QUIET = AT + downloads.QUIET


def book(member, folder, **values):
    found = digital(member, **values)
    add_picture(add_page(found, 1, "Абай жолы"), folder)
    return found


def files_of(edition):
    return {each.kind: each.file.read() for each in edition.downloads.all()}


def test_files_of_a_book_are_made_when_it_is_published(member, operator, tmp_path):
    ready = book(member, tmp_path, state=EditionState.REVIEW, published_at=None)
    editions.move_edition(edition=ready, move="publish", actor=operator, at=AT)
    assert work_off() == MADE

    made = files_of(ready)
    assert made["pdf"].startswith(b"%PDF-1.")
    with zipfile.ZipFile(io.BytesIO(made["epub"])) as opened:
        pages = b"".join(opened.read(name) for name in opened.namelist() if name.endswith(".xhtml"))
    assert "Абай жолы".encode() in pages


def test_feeds_offer_the_files_of_a_published_book(member, operator, tmp_path):
    ready = book(member, tmp_path, state=EditionState.REVIEW, published_at=None)
    editions.move_edition(edition=ready, move="publish", actor=operator, at=AT)
    work_off()
    request = RequestFactory().get("/opds/v2/publications")
    request.user = AnonymousUser()

    [offered] = catalogue_parts.acquisitions([ready.edition_id], request).values()
    assert [(each.media_type, each.relation) for each in offered] == [
        ("application/epub+zip", "open-access"),
        ("application/pdf", "open-access"),
        ("text/html", ""),
    ]


def test_files_of_a_changed_book_are_made_anew_once_it_is_quiet(member, tmp_path):
    changed = book(member, tmp_path)
    assert downloads.order_outdated(at=QUIET - timedelta(seconds=1)) == 0
    assert downloads.order_outdated(at=QUIET) == 1
    assert downloads.order_outdated(at=QUIET) == 1  # what waits is not ordered twice
    assert work_off() == MADE
    assert downloads.order_outdated(at=QUIET) == 0

    changed.changed_at = QUIET
    changed.save(update_fields=["changed_at"])
    assert downloads.order_outdated(at=QUIET + downloads.QUIET) == 1
    assert work_off() == MADE
    assert {each.of_change for each in changed.downloads.all()} == {QUIET}


def test_what_cannot_be_made_is_not_tried_for_ever(member, tmp_path):
    book(member, tmp_path)
    assert downloads.order_outdated(at=AT + downloads.GIVEN_UP_AFTER) == 0


@pytest.mark.parametrize(
    "values",
    [
        *({"access_class": each} for each in AccessClass if each != AccessClass.PUBLIC),
        {"state": EditionState.REVIEW},
        {"state": EditionState.WITHDRAWN},
    ],
)
def test_files_are_renewed_of_open_books_alone(member, tmp_path, values):
    book(member, tmp_path, **values)
    assert downloads.order_outdated(at=QUIET) == 0
    assert work_off() == []
