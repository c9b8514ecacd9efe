"""The demonstration of the library, loaded by the real procedures."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from shanyraq.domains.library.catalogue.models import Item, Record
from shanyraq.domains.library.demo import books, loading
from shanyraq.domains.library.demo.marc.table import entries
from shanyraq.domains.library.demo.typesetting.manuscript import read_manuscripts
from shanyraq.domains.library.lending import demo as lending
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.network.models import Library, Reader, StaffPost
from shanyraq.domains.library.reading.actions import processing, uploads
from shanyraq.domains.library.reading.formats.programs import recognition_languages
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage, SourceFile
from shanyraq.kernel import demonstration
from shanyraq.platform.transparency.moves import history

pytestmark = pytest.mark.django_db
HELD = sum(len(entry.members) for entry in entries())


def work_off() -> None:
    """Do what the workers would do for the books, without the queue."""
    for source in SourceFile.objects.all():
        uploads.unpack_source(source_id=source.pk, at=timezone.now())
    for page in DigitalPage.objects.filter(edition__title="Домбыраның үні"):
        processing.process_page(page_id=page.pk, at=timezone.now())


def counts() -> list[int]:
    return [model._default_manager.count() for model in (Record, Item, DigitalEdition, Reader, StaffPost)]


def test_whole_demonstration_loads_once_and_its_books_are_published(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    lines: list[str] = []
    loading.load_library(report=lines.append, password="five unusual words")

    assert len(lines) == 5
    members_have_all_they_need()
    editions_of_several_members_meet()
    before = counts()
    again = loading.load_library(report=lambda _line: None, password="")
    assert (sum(again.values()), counts()) == (0, before)
    if not recognition_languages() >= {"kaz", "eng"}:
        pytest.skip("books are not read: tesseract-ocr with kaz and eng is not installed")
    books_go_through_digitisation()


def members_have_all_they_need() -> None:
    libraries = {library.code: library for library in Library.objects.all()}
    assert {code: library.state for code, library in libraries.items()} == dict.fromkeys(
        ("national", "pavlodar", "turkistan"), "live"
    )
    assert Record.objects.count() == HELD + len(read_manuscripts())
    assert not Record.objects.exclude(state="active").exists()
    assert Item.objects.filter(barcode=None).count() == 0
    assert [record.move for record in history(libraries["pavlodar"])] == ["begin_trial", "go_live"]
    assert StaffPost.objects.filter(library=libraries["turkistan"]).count() == 4
    assert Reader.objects.count() == 6 + len(lending.NAMES)
    assert {"open", "returned"} <= set(Loan.objects.values_list("state", flat=True))
    assert Hold.objects.filter(state="ready").exists()


def editions_of_several_members_meet() -> None:
    shared = Record.objects.filter(description__title__text="Кровь и пот")
    assert shared.count() == 2
    assert len({record.edition_id for record in shared}) == 1
    in_arabic_letters = Record.objects.filter(description__title__text="Маса", library__code="national")
    scripts = [[script for script, _ in each.description["title"]["others"]] for each in in_arabic_letters]
    assert scripts == [["Arab"]]


def books_go_through_digitisation() -> None:
    editions = DigitalEdition.objects.all()
    assert editions.count() == len(read_manuscripts()) + 1
    assert set(editions.values_list("state", flat=True)) == {"processing"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT args->>'attempt' FROM procrastinate_jobs WHERE task_name LIKE 'library.demo.%'"
        )
        assert cursor.fetchall() == [("0",)]
    work_off()
    book = editions.get(title="Домбыраның үні")
    processing.finish_edition(edition_id=book.pk, at=timezone.now())
    books.publish_ready(at=timezone.now())
    book.refresh_from_db()
    assert (book.state, book.access_class, book.pages.count() > 4) == ("published", "public", True)
    assert editions.filter(state="processing").count() == editions.count() - 1


def test_the_command_knows_this_part() -> None:
    assert "library" in demonstration.loaders()
