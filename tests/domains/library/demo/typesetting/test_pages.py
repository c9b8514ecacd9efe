"""Setting manuscripts as pages and as an EPUB."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageDraw

from shanyraq.domains.library.demo.typesetting.epub import epub_of
from shanyraq.domains.library.demo.typesetting.faces import has_shaping, serif
from shanyraq.domains.library.demo.typesetting.lines import Column, broken, draw_line
from shanyraq.domains.library.demo.typesetting.manuscript import ManuscriptError, parse, read_manuscripts
from shanyraq.domains.library.demo.typesetting.pages import HEIGHT, PAPER, WIDTH, Setter, page_pictures

HEAD = "title: Кітап\nsubtitle: ертегі\nlanguage: kk\nscript: Cyrl\nsubject: prose\naccess: public\n\n"
ALL = {each.name: each for each in read_manuscripts()}


def test_there_are_a_dozen_books_in_five_ways_of_writing() -> None:
    ways = {(each.language, each.script) for each in ALL.values()}
    assert len(ALL) >= 12
    assert ways == {("kk", "Cyrl"), ("kk", "Latn"), ("kk", "Arab"), ("ru", "Cyrl"), ("en", "Latn")}


def test_parse_tells_blocks_apart() -> None:
    body = "## Бас\n\nСөз сөз\nсөз.\n\n---\n\n| бір\n| екі\n\n- нан\n- шай\n"
    found = parse("kitap", HEAD + body)
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("heading", "Бас"),
        ("paragraph", "Сөз сөз сөз."),
        ("ornament", ""),
        ("verse", "бір екі"),
        ("item", "нан"),
        ("item", "шай"),
    ]


@pytest.mark.parametrize("written", ["", "title: Кітап\n\nСөз", HEAD])
def test_parse_names_what_is_missing(written: str) -> None:
    with pytest.raises(ManuscriptError, match="kitap"):
        parse("kitap", written)


def test_kazakh_is_set_in_the_script_it_is_for() -> None:
    assert ALL["alippe"].title == "Kışkentai älıppe"
    assert all("\u0600" <= sign <= "\u06ff" or not sign.isalpha() for sign in ALL["aq-qaiyn"].title)


def test_lines_fit_their_column() -> None:
    face = serif(42)
    text = "Қарт шебер Сейтқали домбыраны ағаштан емес, тыныштықтан жасайды дейтін. " * 5
    for line in broken(text, face, 900, indents=(50,)):
        assert line.indent + face.width(" ".join(line.words)) <= 900 + 1


def test_word_wider_than_the_line_stands_alone() -> None:
    lines = broken("бір " + "ұзын" * 60 + " екі", serif(42), 900)
    assert [len(line.words) for line in lines] == [1, 1, 1]


@pytest.mark.parametrize("is_right_to_left", [False, True])
def test_justified_line_fills_the_column(*, is_right_to_left: bool) -> None:
    page = Image.new("L", (1000, 100), 255)
    face = serif(42)
    line = broken("Біз бір күні таңнан кешке дейін жол жүріп, тауға да шықтық, суға да түстік.", face, 800)[0]
    column = Column(100, 800, is_right_to_left)
    draw_line(ImageDraw.Draw(page), line, column, baseline=60, face=face, ink=0)
    left, _top, right, _bottom = ImageChops.invert(page).getbbox() or (0, 0, 0, 0)
    assert abs(left - 100) < 12
    assert abs(right - 900) < 12


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_book_has_four_to_ten_pages_of_the_same_bytes(name: str) -> None:
    book = ALL[name]
    if book.is_right_to_left and not has_shaping():
        pytest.skip("Arabic letters are joined by libraqm with FriBiDi, which are not here")
    pages = list(page_pictures(book))
    assert 4 <= len(pages) <= 10
    assert pages == list(page_pictures(book))
    for _name, content in pages:
        page = Image.open(io.BytesIO(content))
        assert (page.size, page.info["dpi"]) == ((WIDTH, HEIGHT), (300, 300))


@pytest.mark.parametrize("name", sorted(ALL))
def test_nothing_is_set_into_the_margins(name: str) -> None:
    book = ALL[name]
    if book.is_right_to_left and not has_shaping():
        pytest.skip("Arabic letters are joined by libraqm with FriBiDi, which are not here")
    paper = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    for page in Setter(book).set_all()[1:]:
        left, top, right, bottom = ImageChops.difference(page, paper).getbbox() or (0, 0, 0, 0)
        assert (left >= 110, top >= 110, right <= WIDTH - 110, bottom <= HEIGHT - 80) == (True,) * 4


def test_epub_is_whole() -> None:
    book = ALL["felt-maker"]
    content = epub_of(book)
    assert content == epub_of(book)
    archive = zipfile.ZipFile(io.BytesIO(content))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, archive.read(first)) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"application/epub+zip",
    )
    for name in archive.namelist():
        if name.endswith((".xhtml", ".opf", ".xml")):
            ElementTree.fromstring(archive.read(name))  # noqa: S314 -- written by ourselves
    package = archive.read("OPS/package.opf").decode()
    assert package.count("<itemref") == 1 + sum(block.kind == "heading" for block in book.blocks)


def test_epub_escapes_what_is_written() -> None:
    written = parse("kitap", HEAD.replace("Кітап", "<Кітап> & сөз") + "Сөз <b>сөз</b>.")
    archive = zipfile.ZipFile(io.BytesIO(epub_of(written)))
    page = archive.read("OPS/chapter-1.xhtml").decode()
    assert "&lt;b&gt;" in page
