import pytest
from lxml import etree

from shanyraq.domains.library.reading.formats.alto import NAMESPACE, BrokenAlto, read_alto, write_alto
from shanyraq.domains.library.reading.formats.words import Box
from tests.factories.library_reading import words_of

BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>
<alto><Layout><Page WIDTH="1" HEIGHT="1">&b;</Page></Layout></alto>"""


def test_what_is_written_is_read_again():
    page = words_of("Абай жолы\nЕкінші <абзац> & т.б.")
    again = read_alto(write_alto(page, source="бет 1.tif"))
    assert (again.width, again.height) == (600, 800)
    assert list(again.words) == list(page.words)
    assert [len(block) for block in again.blocks] == [1, 1]


def test_the_file_has_what_the_schema_asks_for():
    root = etree.fromstring(write_alto(words_of("бір екі")))
    assert root.tag == f"{{{NAMESPACE}}}alto"
    strings = root.findall(f".//{{{NAMESPACE}}}String")
    assert [each.get("CONTENT") for each in strings] == ["бір", "екі"]
    assert len(root.findall(f".//{{{NAMESPACE}}}SP")) == 1
    identifiers = [each.get("ID") for each in root.iter() if each.get("ID")]
    assert len(identifiers) == len(set(identifiers))


def test_alto_of_other_versions_is_read():
    content = (
        b'<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#"><Layout>'
        b'<Page WIDTH="50.4" HEIGHT="70"><PrintSpace>'
        b'<TextBlock><TextLine><String CONTENT="a" HPOS="1.6" VPOS="2" WIDTH="3" HEIGHT="4" WC="0.987"/><SP/>'
        b'<String CONTENT=" " HPOS="0"/><String CONTENT="b" HPOS="x"/></TextLine></TextBlock>'
        b"</PrintSpace></Page>"
        b"</Layout></alto>"
    )
    page = read_alto(content)
    assert (page.width, page.height) == (50, 70)
    assert [tuple(word) for word in page.words] == [("a", Box(2, 2, 3, 4), 99), ("b", Box(0, 0, 0, 0), None)]


@pytest.mark.parametrize("broken", [b"", b"<alto>", b"<html/>", BOMB, b"\xff\xfe\x00"])
def test_what_is_no_alto_is_refused(broken):
    with pytest.raises(BrokenAlto):
        read_alto(broken)
