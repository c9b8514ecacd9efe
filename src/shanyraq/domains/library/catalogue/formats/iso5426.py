"""ISO 5426, the extended Latin set of UNIMARC files (0103 in field 100): diacritics stand before
their letter.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_LETTERS: Final = {
    0x88: "\x98", 0x89: "\x9c", 0xA1: "¡", 0xA2: "„", 0xA3: "£", 0xA4: "$", 0xA5: "¥", 0xA6: "†", 0xA7: "§",
    0xA8: "′", 0xA9: "‘", 0xAA: "“", 0xAB: "«", 0xAC: "♭", 0xAD: "©", 0xAE: "℗", 0xAF: "®", 0xB0: "ʿ",
    0xB1: "ʾ", 0xB2: "‚", 0xB6: "‡", 0xB7: "·", 0xB8: "″", 0xB9: "’", 0xBA: "”", 0xBB: "»", 0xBC: "♯",
    0xBD: "ʹ", 0xBE: "ʺ", 0xBF: "¿", 0xE1: "Æ", 0xE2: "Đ", 0xE6: "Ĳ", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ",
    0xEC: "Þ", 0xF1: "æ", 0xF2: "đ", 0xF3: "ð", 0xF5: "ı", 0xF6: "ĳ", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ",
    0xFB: "ß", 0xFC: "þ",
}  # fmt: skip  # the table reads like the standard's own in rows

_MARKS: Final = {
    0xC0: "\u0309", 0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304",
    0xC6: "\u0306", 0xC7: "\u0307", 0xC8: "\u0308", 0xC9: "\u0308", 0xCA: "\u030a", 0xCB: "\u0315",
    0xCC: "\u0312", 0xCD: "\u030b", 0xCE: "\u031b", 0xCF: "\u030c", 0xD0: "\u0327", 0xD1: "\u031c",
    0xD2: "\u0326", 0xD3: "\u0328", 0xD4: "\u0325", 0xD5: "\u032e", 0xD6: "\u0323", 0xD7: "\u0324",
    0xD8: "\u0332", 0xD9: "\u0333", 0xDA: "\u0329", 0xDB: "\u032d", 0xDD: "\ufe20", 0xDE: "\ufe21",
    0xDF: "\ufe23",
}  # fmt: skip  # the table reads like the standard's own in rows


def decode(given: bytes) -> str:
    """The text as NFC; bytes that the standard does not use become U+FFFD."""
    if given.isascii():
        return given.decode("ascii")
    found: list[str] = []
    waiting: list[str] = []
    for byte in given:
        if byte in _MARKS:
            waiting.append(_MARKS[byte])
            continue
        found.append(chr(byte) if byte < 0x80 else _LETTERS.get(byte, "\ufffd"))
        found += waiting
        waiting.clear()
    return unicodedata.normalize("NFC", "".join(found + waiting))
