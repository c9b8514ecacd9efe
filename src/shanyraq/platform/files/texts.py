"""Files of plain text: the encoding, and the grammar of those that have one."""

import json
from typing import IO

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse

from shanyraq.platform.files.formats import HEAD_BYTES, is_markup
from shanyraq.platform.files.refusals import damaged, hidden_content

ALLOWED_CONTROLS = frozenset("\t\n\r\f")
GPX_ROOTS = frozenset({"{http://www.topografix.com/GPX/1/1}gpx", "{http://www.topografix.com/GPX/1/0}gpx"})


def check_text(file: IO[bytes], mime: str) -> None:
    """:raises Refusal: ``damaged`` when it is not UTF-8 of its format, ``hidden_content`` for a web page."""
    file.seek(0)
    content = file.read()
    if is_markup(content[:HEAD_BYTES]):
        raise hidden_content()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise damaged() from None
    if any(ord(letter) < 0x20 and letter not in ALLOWED_CONTROLS for letter in text):
        raise damaged()
    check = {
        "application/json": _check_json,
        "application/gpx+xml": _check_gpx,
        "text/vtt": _check_captions,
    }.get(mime)
    if check is not None:
        file.seek(0)
        check(file, text)


def _check_json(_file: IO[bytes], text: str) -> None:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        raise damaged() from None


def _check_gpx(file: IO[bytes], _text: str) -> None:
    try:
        root = parse(file, forbid_dtd=True).getroot()
    except (ParseError, DefusedXmlException, ValueError):
        raise damaged() from None
    if root is None or root.tag not in GPX_ROOTS:
        raise damaged()


def _check_captions(_file: IO[bytes], text: str) -> None:
    if not text.startswith("WEBVTT"):
        raise damaged()
