"""From an uploaded file to a page that can be read and searched."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.translation import override

from shanyraq.domains.library.reading import faults
from shanyraq.domains.library.reading.actions import processing, uploads
from shanyraq.domains.library.reading.formats import programs
from shanyraq.domains.library.reading.formats.alto import read_alto
from shanyraq.domains.library.reading.formats.boxes import unpack
from shanyraq.domains.library.reading.formats.pdf_writer import PdfWriter, PicturePage
from shanyraq.domains.library.reading.formats.programs import ProgramFailed
from shanyraq.domains.library.reading.formats.words import Box
from shanyraq.domains.library.reading.models import DigitalPage
from shanyraq.domains.library.reading.states import PageState, TextOrigin
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.moves import history
from tests.domains.library.reading.conftest import needs_poppler, needs_tesseract
from tests.factories.epubs import document, epub
from tests.factories.library_reading import AT, archive, checked, scan, several_scans, work_off


@pytest.fixture
def put(beginning, operator):
    def upload(name, content):
        return uploads.upload_sources(
            edition=beginning, files=[checked(name, content)], actor=operator, at=AT
        )

    return upload


@pytest.fixture
def mute(monkeypatch):
    """A machine without Tesseract: pages are made fast and without text."""
    monkeypatch.setattr(programs, "_languages_of", lambda _program: frozenset())
    monkeypatch.setattr(
        programs.shutil, "which", lambda name: None if name == "tesseract" else f"/usr/bin/{name}"
    )


def pages(edition):
    return list(edition.pages.order_by("number"))


@needs_tesseract
def test_a_scan_becomes_a_page_with_text_and_boxes(put, beginning):
    put("бет.png", scan("Абай жолы романы\nқазақ халқының өмірі"))
    assert work_off()[:1] == ["library.unpack"]
    beginning.refresh_from_db()
    (page,) = pages(beginning)
    assert (beginning.state, page.state, page.error) == ("review", "ready", "")
    assert (page.width, page.height) == (900, 1200)
    assert page.content.origin == TextOrigin.OCR
    assert "қазақ" in page.content.text.lower()
    with page.alto.open() as file:
        assert [word.text for word in read_alto(file.read()).words]
    for placed in unpack(page.content.boxes):
        assert 60 <= placed.box.x <= 900
        assert 80 <= placed.box.y <= 400
    assert [record.move for record in history(beginning)] == ["start", "finish"]


def test_a_tiff_of_several_pages_becomes_several_pages(put, beginning, mute):
    put("scan.tif", several_scans(["", "", ""]))
    work_off()
    assert [(page.number, page.index, page.state) for page in pages(beginning)] == [
        (1, 0, "ready"),
        (2, 1, "ready"),
        (3, 2, "ready"),
    ]


def test_members_of_an_archive_stand_in_natural_order_and_broken_ones_are_told(put, beginning, mute):
    good = scan()
    put(
        "book.zip",
        archive(
            {
                "p10.png": good,
                "p2.png": good,
                "p1.png": good,
                "__MACOSX/p1.png": b"x",
                "readme.txt": b"x",
                "bad.tif": b"II*\0broken",
            }
        ),
    )
    work_off()
    source = beginning.sources.get()
    assert [page.member for page in pages(beginning)] == ["p1.png", "p2.png", "p10.png"]
    assert source.state == "unpacked"
    assert source.told_error.startswith("bad.tif: ")


def test_files_that_come_later_find_their_place_by_name(put, beginning, mute):
    put("p2.png", scan(grey=250))
    put("p10.png", scan(grey=251))
    put("p1.png", scan(grey=252))
    work_off()
    assert [page.source.name for page in pages(beginning)] == ["p1.png", "p2.png", "p10.png"]


def test_the_same_file_twice_changes_nothing(put, beginning, mute):
    put("a.png", scan())
    assert put("b.png", scan()) == []
    work_off()
    uploads.unpack_source(source_id=beginning.sources.get().pk, at=AT)
    assert len(pages(beginning)) == 1


def test_unpacking_that_was_killed_goes_on_without_doubles(put, beginning, mute):
    (source,) = put("scan.tif", several_scans(["", ""]))
    uploads.unpack_source(source_id=source.pk, at=AT)
    source.refresh_from_db()
    type(source).objects.filter(pk=source.pk).update(state="waiting")
    pages(beginning)[0].delete()
    uploads.unpack_source(source_id=source.pk, at=AT)
    assert [(page.number, page.index) for page in pages(beginning)] == [(1, 0), (2, 1)]


def test_a_picture_cut_off_in_the_middle_fails_with_a_clear_error(put, beginning, mute):
    whole = scan("Абай", extension="tif")
    put("book.zip", archive({"1.png": scan(), "2.tif": whole[: len(whole) // 2]}))
    work_off()
    beginning.refresh_from_db()
    states = {page.member: page.state for page in pages(beginning)}
    assert states["1.png"] == PageState.READY
    assert beginning.state == "review"
    assert states.get("2.tif") == PageState.FAILED or "2.tif" in beginning.sources.get().error


def test_without_tesseract_a_page_is_ready_and_says_why_it_has_no_text(put, beginning, mute):
    put("a.png", scan("Абай"))
    work_off()
    (page,) = pages(beginning)
    assert (page.state, page.content.text, page.content.origin) == ("ready", "", "")
    assert "tesseract" in page.told_error
    with override("en"):
        assert page.told_error == (
            "The program “tesseract” is not installed on this server. Ask the administrator to install it."
        )


@needs_poppler
def test_without_poppler_a_pdf_says_so(put, beginning, monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda _name: None)
    put("a.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    work_off()
    source = beginning.sources.get()
    assert source.state == "failed"
    assert "pdfinfo" in source.told_error


def test_a_failing_program_is_tried_again_and_given_up_at_last(put, beginning, monkeypatch):
    def fail(*_args):
        raise ProgramFailed("tesseract: no memory")

    monkeypatch.setattr(processing, "recognise", fail)
    put("a.png", scan())
    (source,) = beginning.sources.all()
    uploads.unpack_source(source_id=source.pk, at=AT)
    (page,) = pages(beginning)
    with pytest.raises(ProgramFailed):
        processing.process_page(page_id=page.pk, at=AT)
    page.refresh_from_db()
    assert (page.state, page.attempts) == ("waiting", 1)
    with pytest.raises(ProgramFailed):
        work_off(attempts=4)
    page.refresh_from_db()
    assert page.state == "failed"
    assert faults.codes(page.error) == ["given_up"]
    work_off()
    beginning.refresh_from_db()
    assert beginning.state == "review"


def test_what_a_killed_worker_left_is_ordered_again(put, beginning, mute):
    (source,) = put("a.png", scan())
    uploads.unpack_source(source_id=source.pk, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    assert processing.sweep(at=AT + timedelta(minutes=5)) == 0
    assert processing.sweep(at=AT + timedelta(minutes=11)) == 1
    assert processing.sweep(at=AT + timedelta(minutes=11)) == 1  # the order that waits is not doubled
    work_off()
    assert [page.state for page in pages(beginning)] == ["ready"]
    assert processing.sweep(at=AT + timedelta(days=1)) == 0


def test_pages_are_processed_again_when_asked(put, beginning, operator, mute):
    put("a.png", scan())
    work_off()
    (page,) = pages(beginning)
    first = page.image.name
    assert processing.process_again(edition=beginning, page_ids=[page.pk, 10**9], actor=operator, at=AT) == 1
    beginning.refresh_from_db()
    assert beginning.state == "processing"
    work_off()
    page.refresh_from_db()
    assert (page.state, page.image.name) == ("ready", first)
    assert page.image.storage.exists(first)


def test_an_epub_becomes_pages_of_text_with_contents(put, beginning):
    picture = scan(width=20, height=10)
    body = '<h1>Бірінші</h1><p>Абай <img src="../pic.png" alt="бейне"/></p><script>x</script>'
    body += '<p id="two">Ішкі.</p>'
    put("book.epub", epub({"OPS/pic.png": picture, "OPS/text/a.xhtml": document(body)}))
    work_off()
    beginning.refresh_from_db()
    first, second = pages(beginning)
    assert (beginning.state, first.form, first.state) == ("review", "text", "ready")
    assert "Абай бейне" in first.content.text
    assert "script" not in first.content.html
    picture_row = beginning.pictures.get()
    assert f'src="../pictures/{picture_row.pk}/"' in first.content.html
    assert f'href="../at/{first.pk}/#in-book-two"' in second.content.html
    contents = [
        (entry.level, entry.title, entry.page.number, entry.anchor) for entry in beginning.contents.all()
    ]
    assert contents == [(1, "Бірінші", 1, ""), (2, "Ішкі", 1, "in-book-two"), (1, "Екінші", 2, "")]


def test_an_epub_is_not_mixed_with_scans(put, beginning, mute):
    put("a.png", scan())
    with pytest.raises(Refusal) as refused:
        put("book.epub", epub())
    assert refused.value.code == "mixed"


def test_a_broken_epub_is_told(put, beginning):
    put("book.epub", epub(without=("OPS/book.opf",)))
    work_off()
    source = beginning.sources.get()
    assert (source.state, len(pages(beginning))) == ("failed", 0)
    beginning.refresh_from_db()
    assert beginning.state == "review"


@needs_poppler
def test_the_text_of_a_pdf_is_taken_from_the_pdf(put, beginning, tmp_path, mute):

    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        writer = PdfWriter(file, title="т")
        writer.add(
            PicturePage(
                scan(width=300, height=400, extension="jpg"),
                300,
                400,
                True,
                [("Қазақстан", Box(30, 40, 100, 20))],
                "1",
            )
        )
        writer.close()
    put("a.pdf", path.read_bytes())
    work_off()
    (page,) = pages(beginning)
    assert (page.content.text, page.content.origin, page.error) == ("Қазақстан", TextOrigin.LAYER, "")
    assert page.width == pytest.approx(842 / 400 * 300 / 72 * 300, abs=6)


def test_nobody_else_may_upload(beginning, django_user_model):
    stranger = django_user_model.objects.create_user("x@example.kz")
    with pytest.raises(Refusal) as refused:
        uploads.upload_sources(edition=beginning, files=[checked("a.png", scan())], actor=stranger, at=AT)
    assert refused.value.code == "not_allowed"
    assert DigitalPage.objects.count() == 0
