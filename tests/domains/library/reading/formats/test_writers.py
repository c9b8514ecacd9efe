import io
import subprocess
from datetime import UTC, datetime

import pytest
import pyvips

from shanyraq.domains.library.reading.formats import pdf
from shanyraq.domains.library.reading.formats.epub import Epub
from shanyraq.domains.library.reading.formats.epub_writer import Chapter, TextBook, TextPage, write_epub
from shanyraq.domains.library.reading.formats.pdf_writer import PdfWriter, PicturePage
from shanyraq.domains.library.reading.formats.words import Box
from shanyraq.kernel.errors import Refusal
from tests.domains.library.reading.conftest import needs_poppler


def jpeg(width=300, height=400):
    return (pyvips.Image.black(width, height) + 200).cast("uchar").jpegsave_buffer()


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "book.pdf"
    with path.open("wb") as file:
        writer = PdfWriter(file, title="Абай (жолы) \\", creator="Әуезов", language="kk", is_rtl=True)
        words = [("Қазақ", Box(30, 40, 100, 20)), ("әліппесі", Box(150, 40, 120, 20)), ("", Box(0, 0, 0, 0))]
        writer.add(PicturePage(jpeg(), 300, 400, True, words, "i"))
        writer.add(PicturePage(jpeg(400, 300), 400, 300, True, [("اباي", Box(10, 10, 60, 30))], "1"))
        writer.close()
    return path


@needs_poppler
def test_a_written_pdf_is_sound_and_can_be_searched(written):
    assert pdf.count_pages(written) == 2
    done = subprocess.run(["pdfinfo", str(written)], capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    assert "Абай (жолы) \\".encode() in done.stdout
    text = subprocess.run(
        ["pdftotext", "-raw", str(written), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    assert "Қазақ әліппесі" in text


@needs_poppler
def test_arabic_script_can_be_searched_and_copied(tmp_path):
    path = tmp_path / "tote.pdf"
    words = ["قازاقتىڭ", "ءالىپبيى،", "1989", "جىل"]
    with path.open("wb") as file:
        writer = PdfWriter(file, title="ءالىپبي", language="kk-Arab", is_rtl=True)
        boxes = [(word, Box(460 - 140 * place, 40, 120, 20)) for place, word in enumerate(words)]
        writer.add(PicturePage(jpeg(600, 800), 600, 800, True, boxes))
        writer.close()
    command = ["pdftotext", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    found = "".join(sign for sign in text if sign not in "\u202a\u202b\u202c\u200e\u200f\f")
    assert found.split() == words
    assert [word.text for word in pdf.scaled_layer(path, 1, (600, 800)).words] == words
    assert words[0] != words[0][::-1]


@needs_poppler
def test_the_words_of_a_pdf_stand_where_they_were_put(written):
    page = pdf.scaled_layer(written, 1, (300, 400))
    found = {word.text: word.box for word in page.words}
    assert set(found) == {"Қазақ", "әліппесі"}
    for name, (x, y, width, height) in {"Қазақ": (30, 40, 100, 20), "әліппесі": (150, 40, 120, 20)}.items():
        box = found[name]
        assert abs(box.x - x) <= 3
        assert abs(box.width - width) <= 14
        assert abs(box.y + box.height - y - height) <= 9


@needs_poppler
def test_a_page_of_a_pdf_is_rendered(written, tmp_path):
    image = pyvips.Image.new_from_file(str(pdf.render_page(written, 2, tmp_path)))
    assert image.width == pytest.approx(842 / 72 * 300, abs=3)


@needs_poppler
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nrubbish", b"no pdf"])
def test_a_damaged_pdf_is_refused(tmp_path, content):
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        pdf.count_pages(path)
    assert refused.value.code == "damaged"


def test_a_written_epub_is_read_again(tmp_path):
    book = TextBook(
        identifier="https://example.kz/library/books/x",
        title="Абай <жолы> & т.б.",
        language="kk",
        modified=datetime(2026, 1, 1, tzinfo=UTC),
        creator="Әуезов",
        chapters=[
            Chapter("Бірінші", [TextPage("page-1", "i", "Бір.\n\nЕкі & үш."), TextPage("page-2", "", "")]),
            Chapter("", [TextPage("page-3", "1", "Төрт")]),
        ],
    )
    path, again = tmp_path / "a.epub", io.BytesIO()
    with path.open("wb") as file:
        write_epub(file, book)
    write_epub(again, book)
    assert path.read_bytes() == again.getvalue()
    with Epub(path) as found:
        assert found.book.title == "Абай <жолы> & т.б."
        assert [entry.title for entry in found.book.contents] == ["Абай <жолы> & т.б.", "Бірінші"]
        assert len(found.book.spine) == 3
        text = found.read("EPUB/part-0001.xhtml").decode()
    assert "<p>Бір.</p><p>Екі &amp; үш.</p>" in text
    assert 'id="page-1"' in text


def test_an_epub_without_text_is_not_written():
    book = TextBook("x", "т", "kk", datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(ValueError, match="chapter"):
        write_epub(io.BytesIO(), book)
