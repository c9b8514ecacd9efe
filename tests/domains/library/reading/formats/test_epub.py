import zipfile

import pytest

from shanyraq.domains.library.reading.formats.epub import Entry, Epub, resolved
from shanyraq.kernel.errors import Refusal
from tests.factories.epubs import ITEMS, document, epub, package

NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Бір</text></navLabel>'
    '<content src="text/a.xhtml"/><navPoint><navLabel><text>Бір бір</text></navLabel>'
    '<content src="text/a.xhtml#two"/>'
    "</navPoint></navPoint></navMap></ncx>"
)
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><container>&b;</container>'


@pytest.fixture
def opened(tmp_path):
    def open_(content):
        path = tmp_path / "book.epub"
        path.write_bytes(content)
        return Epub(path)

    return open_


def test_the_package_is_read(opened):
    with opened(epub()) as book:
        assert book.book.title == "Сынақ кітап"
        assert book.book.creators == ("Автор",)
        assert (book.book.language, book.book.is_rtl) == ("kk", False)
        assert book.book.spine == ("OPS/text/a.xhtml", "OPS/text/b.xhtml")
        assert book.book.contents == (
            Entry(1, "Бірінші", "OPS/text/a.xhtml"),
            Entry(2, "Ішкі", "OPS/text/a.xhtml", "two"),
            Entry(1, "Екінші", "OPS/text/b.xhtml"),
        )


def test_the_ncx_stands_in_for_a_missing_navigation(opened):
    items = ITEMS.replace(' properties="nav"', "") + (
        '<item id="x" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    spine = '<itemref idref="a"/><itemref idref="missing"/><itemref idref="a"/>'
    members = {"OPS/book.opf": package(items, spine), "OPS/toc.ncx": NCX}
    with opened(epub(members)) as book:
        assert book.book.spine == ("OPS/text/a.xhtml",)
        assert [(entry.level, entry.title, entry.anchor) for entry in book.book.contents] == [
            (1, "Бір", ""),
            (2, "Бір бір", "two"),
        ]


def test_a_book_that_runs_from_the_right_is_known(opened):
    spine = '<itemref idref="a"/>'
    members = {"OPS/book.opf": package(ITEMS, spine, attributes='page-progression-direction="rtl"')}
    with opened(epub(members)) as book:
        assert book.book.is_rtl


@pytest.mark.parametrize(
    "members",
    [
        {"META-INF/container.xml": "<container/>"},
        {"META-INF/container.xml": LAUGHS},
        {"META-INF/container.xml": "not xml"},
        {"OPS/book.opf": "<package"},
        {"OPS/book.opf": package(ITEMS, "")},
        {"OPS/book.opf": package("", '<itemref idref="a"/>')},
    ],
)
def test_a_broken_book_is_refused(opened, members):
    with pytest.raises(Refusal) as refused:
        opened(epub(members))
    assert refused.value.code == "damaged"


def test_what_is_no_archive_is_refused(opened):
    for content in (b"", b"PK\x03\x04rubbish", epub()[:200]):
        with pytest.raises(Refusal) as refused:
            opened(content)
        assert refused.value.code == "damaged"


def test_copy_protection_is_named(opened):
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/>'
        "</EncryptedData>"
        "</encryption>"
    )
    with pytest.raises(Refusal) as refused:
        opened(
            epub(
                {"META-INF/encryption.xml": encryption.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
            )
        )
    assert refused.value.code == "locked"
    fonts = encryption.format("http://www.idpf.org/2008/embedding")
    with opened(epub({"META-INF/encryption.xml": fonts})) as book:
        assert len(book.book.spine) == 2


def test_a_member_that_unpacks_to_too_much_is_refused(opened, tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(__import__("io").BytesIO(epub())) as plain:
            for name in plain.namelist():
                archive.writestr(name, plain.read(name))
        archive.writestr("OPS/big.bin", b"\0" * 21_000_000)
    with Epub(path) as book, pytest.raises(Refusal) as refused:
        book.read("OPS/big.bin")
    assert refused.value.code == "unsafe_archive"


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("b.xhtml#x", ("OPS/text/b.xhtml", "x")),
        ("../pic.png", ("OPS/pic.png", "")),
        ("#here", ("OPS/text/a.xhtml", "here")),
        ("../../../etc/passwd", ("", "")),
        ("/etc/passwd", ("", "")),
        ("https://example.org/", ("", "")),
        ("//example.org/x", ("", "")),
        ("javascript:alert(1)", ("", "")),
        ("http://[", ("", "")),
    ],
)
def test_addresses_stay_inside_the_book(href, found):
    assert resolved("OPS/text/a.xhtml", href) == found


def test_a_document_in_the_spine_need_not_be_good(opened):
    with opened(epub({"OPS/text/a.xhtml": document("<p>not closed")})) as book:
        assert b"not closed" in book.read("OPS/text/a.xhtml")
