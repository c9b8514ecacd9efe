"""ALTO: the text of a page with the box of every word, as libraries exchange it (loc.gov/standards/alto)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException
from lxml import etree

from shanyraq.domains.library.reading.formats.words import MOST_WORDS, Box, Line, PageWords, Word, clean

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


class BrokenAlto(ValueError):
    """The file is no ALTO that can be read."""


def read_alto(content: bytes) -> PageWords:
    """The words of the first page of an ALTO file of any version, in pixels.

    :raises BrokenAlto: when it is not XML, has entities of its own, or no page.
    """
    try:
        root = SafeTree.fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise BrokenAlto(str(error)) from error
    page = next((each for each in root.iter() if _name(each) == "Page"), None)
    if page is None:
        raise BrokenAlto("no page")
    blocks = tuple(block for each in page.iter() if _name(each) == "TextBlock" if (block := _block(each)))
    return PageWords(_number(page, "WIDTH"), _number(page, "HEIGHT"), blocks)


def _block(element: Any) -> tuple[Line, ...]:
    lines = (Line(tuple(_words(each))) for each in element.iter() if _name(each) == "TextLine")
    return tuple(line for line in lines if line.words)


def _words(line: Any) -> Iterator[Word]:
    for place, each in enumerate(line):
        if _name(each) == "HYP" and place:
            continue  # the hyphen stands at the end of the word before it, if it was printed
        text = clean(each.get("CONTENT", "")).strip()
        if _name(each) == "String" and text:
            names = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
            yield Word(text, Box(*(_number(each, name) for name in names)), _percent(each.get("WC")))


def _percent(confidence: str | None) -> int | None:
    try:
        return min(100, max(0, round(float(confidence or "") * 100)))
    except ValueError:
        return None


def _number(element: Any, name: str) -> int:
    try:
        return max(0, round(float(element.get(name, "0"))))
    except (ValueError, OverflowError):
        return 0


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def write_alto(page: PageWords, *, source: str = "", software: str = "Shanyraq") -> bytes:
    """An ALTO 4.4 file of one page, valid by its schema."""
    root = etree.Element(
        f"{{{NAMESPACE}}}alto",
        {f"{{{_XSI}}}schemaLocation": f"{NAMESPACE} {SCHEMA}"},
        nsmap={None: NAMESPACE, "xsi": _XSI},
    )
    _write_description(root, source, software)
    size = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    layout = etree.SubElement(root, f"{{{NAMESPACE}}}Layout")
    sheet = etree.SubElement(layout, f"{{{NAMESPACE}}}Page", ID="page_1", PHYSICAL_IMG_NR="1", **size)
    space = etree.SubElement(sheet, f"{{{NAMESPACE}}}PrintSpace", HPOS="0", VPOS="0", **size)
    for number, block in enumerate(page.blocks, 1):
        _write_block(space, block, number)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _write_description(root: Any, source: str, software: str) -> None:
    description = etree.SubElement(root, f"{{{NAMESPACE}}}Description")
    etree.SubElement(description, f"{{{NAMESPACE}}}MeasurementUnit").text = "pixel"
    if source:
        information = etree.SubElement(description, f"{{{NAMESPACE}}}sourceImageInformation")
        etree.SubElement(information, f"{{{NAMESPACE}}}fileName").text = clean(source)
    processing = etree.SubElement(description, f"{{{NAMESPACE}}}Processing", ID="processing_1")
    made_by = etree.SubElement(processing, f"{{{NAMESPACE}}}processingSoftware")
    etree.SubElement(made_by, f"{{{NAMESPACE}}}softwareName").text = software


def _write_block(space: Any, block: tuple[Line, ...], number: int) -> None:
    boxes = [line.box for line in block]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    whole = Box(left, top, right - left, bottom - top)
    element = etree.SubElement(space, f"{{{NAMESPACE}}}TextBlock", ID=f"block_{number}", **_place(whole))
    for at, line in enumerate(block, 1):
        row = etree.SubElement(
            element, f"{{{NAMESPACE}}}TextLine", ID=f"line_{number}_{at}", **_place(line.box)
        )
        for position, word in enumerate(line.words[:MOST_WORDS]):
            if position:
                etree.SubElement(row, f"{{{NAMESPACE}}}SP")
            sure = {} if word.confidence is None else {"WC": f"{word.confidence / 100:.2f}"}
            etree.SubElement(
                row, f"{{{NAMESPACE}}}String", CONTENT=clean(word.text), **_place(word.box), **sure
            )


def _place(box: Box) -> dict[str, str]:
    return {"HPOS": str(box.x), "VPOS": str(box.y), "WIDTH": str(box.width), "HEIGHT": str(box.height)}
