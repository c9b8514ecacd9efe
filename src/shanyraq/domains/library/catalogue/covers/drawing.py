"""A cover as SVG: cloth, spine, a sewn frame, an ornament, and the title as it stands on the book."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape
from typing import Final

from shanyraq.domains.library.catalogue.covers import ornaments
from shanyraq.domains.library.catalogue.wording.languages import direction

WIDTH: Final = 300
HEIGHT: Final = 440
CLOTHS: Final = (
    ("#1D4F63", "#E9C46A"),
    ("#0B6A8F", "#F3E3B3"),
    ("#7A2E24", "#F0D9A8"),
    ("#9C3B2C", "#F6E7C8"),
    ("#3E5B43", "#E8D9A0"),
    ("#4A6A4E", "#F4EBCB"),
    ("#26384A", "#D8B45C"),
    ("#5B3A58", "#EBCF9C"),
    ("#8A6412", "#FBF1D5"),
    ("#6A4326", "#F2DBA9"),
    ("#2C5A55", "#EFD38F"),
    ("#EFE6D2", "#7A2E24"),
    ("#E7E2D3", "#1D4F63"),
)
"""Ground and thread of each cloth; every pair has a contrast above 4.5 : 1."""
_TITLE_SIZES: Final = ((14, 34), (30, 28), (60, 23), (110, 19), (400, 16))
_SMALLEST: Final = _TITLE_SIZES[-1][1]
_TITLE_WIDTH: Final = 222
_LETTER: Final = 0.68
"""Width of a letter of a bold title, as a part of its size: that of the widest face that may stand in."""
_IDEOGRAPH: Final = 1.5
"""Width of a sign of Chinese, Japanese or Korean, in letters."""
MOST_LINES: Final = 7
FONTS: Final = "Literata,Noto Serif,Noto Naskh Arabic,Georgia,serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What is drawn. ``kind`` is one of ``description.KINDS``; texts may be of any length and script."""

    title: str
    creator: str = ""
    foot: str = ""
    kind: str = "book"
    language: str = ""


def draw(cover: Cover) -> str:
    """The cover as a whole SVG document, the same bytes for the same cover."""
    digest = hashlib.blake2b(f"{cover.kind}|{cover.title}|{cover.creator}".encode(), digest_size=8).digest()
    ground, thread = CLOTHS[digest[0] % len(CLOTHS)]
    is_rtl = direction(cover.title) == "rtl"
    ornament = ornaments.OF_KINDS.get(cover.kind) or ornaments.OF_BOOKS[digest[1] % len(ornaments.OF_BOOKS)]
    drawn = (
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>',
        _spine(is_rtl),
        _frame(thread, is_rtl, digest[2]),
        f'<g transform="translate({_middle(is_rtl)} 330) scale(.62)">{ornament(thread)}</g>',
        _texts(cover, thread, is_rtl),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{"".join(drawn)}</svg>'
    )


def _middle(is_rtl: bool) -> int:  # noqa: FBT001 -- the only thing asked for
    return 140 if is_rtl else 160


def _spine(is_rtl: bool) -> str:  # noqa: FBT001 -- the only thing asked for
    """The spine is where the book opens from: at the right of a book that runs from the right."""
    start = WIDTH - 22 if is_rtl else 0
    seam = WIDTH - 24 if is_rtl else 22
    return (
        f'<rect x="{start}" width="22" height="{HEIGHT}" fill="#000" fill-opacity=".22"/>'
        f'<rect x="{seam}" width="2" height="{HEIGHT}" fill="#FFF" fill-opacity=".22"/>'
    )


def _frame(thread: str, is_rtl: bool, turn: int) -> str:  # noqa: FBT001 -- a side, not a switch
    start = 14 if is_rtl else 36
    line = f'fill="none" stroke="{thread}"'
    outer = f'<rect x="{start}" y="16" width="250" height="408" rx="3" {line} stroke-width="2.5"/>'
    dash = ("1 7", "10 6", "2 5 9 5")[turn % 3]
    inner = (
        f'<rect x="{start + 8}" y="24" width="234" height="392" rx="2" {line} stroke-width="1.6" '
        f'stroke-dasharray="{dash}" stroke-linecap="round"/>'
    )
    return outer + inner


def _texts(cover: Cover, thread: str, is_rtl: bool) -> str:  # noqa: FBT001 -- a side, not a switch
    size = _title_size(cover.title)
    lines = wrapped(cover.title, _TITLE_WIDTH / (size * _LETTER), MOST_LINES)
    start = 118 if cover.creator else 92
    shared = f'text-anchor="middle" fill="{thread}" font-family="{FONTS}"'
    rows = [
        f'<text x="{_middle(is_rtl)}" y="{start + place * size * 1.2:.0f}" {shared} font-size="{size}" '
        f'font-weight="600">{escape(line)}</text>'
        for place, line in enumerate(lines)
    ]
    if cover.creator:
        name = wrapped(cover.creator, 25, 1)[0]
        rows.append(f'<text x="{_middle(is_rtl)}" y="66" {shared} font-size="16">{escape(name)}</text>')
    if cover.foot:
        foot = wrapped(cover.foot, 28, 1)[0]
        rows.append(f'<text x="{_middle(is_rtl)}" y="406" {shared} font-size="13">{escape(foot)}</text>')
    return "".join(rows)


def _title_size(title: str) -> int:
    """The size for the length of a title at which its longest word still stands on one line."""
    usual = next((size for long, size in _TITLE_SIZES if len(title) <= long), _SMALLEST)
    words = [word for word in title.split() if word.isalpha() and not _is_ideographic(word)]
    longest = max(map(len, words), default=1)
    return max(min(usual, int(_TITLE_WIDTH / (longest * _LETTER))), _SMALLEST)


def _is_ideographic(text: str) -> bool:
    return any(sign >= "\u2e80" for sign in text)


def wrapped(text: str, width: float, most: int) -> list[str]:
    """Lines of about *width* signs, at most *most* of them; what does not fit ends in "…". Never empty."""
    lines, line = [], ""
    if _is_ideographic(text):
        width /= _IDEOGRAPH
    for word in _broken(" ".join(text.split()), max(int(width), 4)):
        longer = f"{line} {word}".strip()
        if line and len(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip('.,:; ')}…"]
    return lines


def _broken(text: str, width: int) -> list[str]:
    """Words, the very long ones (and Chinese, which has no spaces) in pieces."""
    return [
        word[start : start + width]
        for word in text.split(" ")
        for start in range(0, max(len(word), 1), width)
    ]
