"""In which encoding the bytes of a record are: as it says of itself, unless the bytes say otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from pymarc.marc8 import marc8_to_unicode

from shanyraq.domains.library.catalogue.formats import iso5426

AUTO: Final = "auto"
TWICE: Final = "utf-8-twice"
Decode = Callable[[bytes], str]

# Character sets in 100$a/26-29 of UNIMARC; 79, 89 and 99 are RUSMARC's.
_DECLARED: Final = {b"50": "utf-8", b"79": "cp866", b"89": "cp1251", b"99": "koi8-r"}
_UNIMARC_100: Final = re.compile(rb"\x1e[ -~]{2}\x1fa([0-9a-z |#-]{26})([0-9 ]{2})([0-9 ]{2})")
# What cp1251 uses for letters of Serbian and Macedonian are Қ қ Ә ә Ң ң in the Kazakh standard RK 1048.
_KAZAKH_BYTES: Final = re.compile(rb"[\x8d\x9d\xa3\xbc\xbd\xbe]")
_CYRILLIC_PAIR: Final = re.compile(rb"[\xc0-\xff](?=[\xc0-\xff])")
_MARK_BEFORE_LETTER: Final = re.compile(rb"[\xc1-\xdf\xe0-\xfe](?=[A-Za-z])")
_FEWEST_GOOD = 10
"""Of so many well-formed letters one may be broken, and the text is still taken for UTF-8."""


def _marc8(given: bytes) -> str:
    if given.isascii() and b"\x1b" not in given:
        return given.decode("ascii")
    # The decoder swallows control signs, so it gets what stands between the delimiters of subfields; and each
    # begins in the default sets, as the standard says.
    parts = (marc8_to_unicode(part, hide_utf8_warnings=True) for part in given.split(b"\x1f"))
    return unicodedata.normalize("NFC", "\x1f".join(parts))


def _utf8(given: bytes) -> str:
    return given.decode("utf-8", "replace")


def _twice(given: bytes) -> str:
    return given.decode("utf-8").encode("latin-1").decode("utf-8")


def _codec(name: str) -> Decode:
    return lambda given: given.decode(name, "replace")


_DECODERS: Final[dict[str, Decode]] = {
    "utf-8": _utf8,
    TWICE: _twice,
    "marc-8": _marc8,
    "iso-5426": iso5426.decode,
    **{name: _codec(name) for name in ("cp1251", "kz1048", "ptcp154", "cp866", "koi8-r", "latin-1")},
}
ENCODINGS: Final = (AUTO, *_DECODERS)


def decoder(encoding: str) -> Decode:
    """What turns bytes into text. :raises KeyError: for an encoding that is not in ``ENCODINGS``."""
    return _DECODERS[encoding]


def detect(given: bytes) -> str:
    """The encoding of one whole record of ISO 2709, leader first."""
    if given.isascii():
        return "marc-8" if b"\x1b" in given and given[9:10] != b"a" else "utf-8"
    try:
        text = given.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(given)
    return TWICE if _is_twice(text) else "utf-8"


def _is_twice(text: str) -> bool:
    """Whether UTF-8 was taken for Latin-1 once and encoded again: all its bytes then form UTF-8 anew."""
    try:
        return not text.encode("latin-1").decode("utf-8").isascii()
    except UnicodeError:
        return False


def _not_utf8(given: bytes) -> str:
    if _is_nearly_utf8(given):
        return "utf-8"
    declared = _declared(given)
    if declared in {"cp866", "koi8-r"}:
        return declared
    if declared == "cp1251" or _looks_cyrillic(given):
        return "kz1048" if _KAZAKH_BYTES.search(given) else "cp1251"
    return "iso-5426" if _UNIMARC_100.search(given) else "marc-8"


def _is_nearly_utf8(given: bytes) -> bool:
    text = given.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(letter > "\x7f" for letter in text) - broken
    return good >= broken * _FEWEST_GOOD


def _declared(given: bytes) -> str:
    found = _UNIMARC_100.search(given)
    return _DECLARED.get(found[2], _DECLARED.get(found[3], "")) if found else ""


def _looks_cyrillic(given: bytes) -> bool:
    """Cyrillic letters stand beside each other; a mark of MARC-8 or ISO 5426 before a Latin letter."""
    return len(_CYRILLIC_PAIR.findall(given)) > len(_MARK_BEFORE_LETTER.findall(given))
