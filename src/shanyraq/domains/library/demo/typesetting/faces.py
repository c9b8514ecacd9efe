"""Type: the fonts of the house, put together from the files for browsers, each with some of the letters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from PIL import ImageDraw, ImageFont, features

import shanyraq.design

FONTS: Final = Path(shanyraq.design.__file__).parent / "static" / "vendor" / "fonts"
_SHAPING: Final = {"direction": "rtl", "language": "kk"}
_MIRRORED: Final = str.maketrans("«»()“”", "»«)(”“")
_LARGER: Final = 1.18
"""How much larger Arabic letters are set than others beside them."""
_CYRILLIC: Final = {0x0301, 0x0490, 0x0491, 0x04B0, 0x04B1, 0x2116}


class NoFonts(LookupError):
    """The font files were never fetched (make setup)."""


def has_shaping() -> bool:
    """Whether letters can be joined, which Arabic script needs (libraqm with FriBiDi)."""
    return bool(features.check("raqm") and features.check("fribidi"))


def _subset(sign: str) -> str:
    """Which file of a family has a sign, as Fontsource cuts families."""
    code = ord(sign)
    if 0x0400 <= code <= 0x045F or code in _CYRILLIC:
        return "cyrillic"
    if 0x0460 <= code <= 0x052F:
        return "cyrillic-ext"
    if 0x0100 <= code <= 0x02BA and code not in {0x0131, 0x0152, 0x0153}:
        return "latin-ext"
    return "latin"


def _is_arabic(sign: str) -> bool:
    """Letters, marks and signs that the Arabic file has."""
    return "\u0600" <= sign <= "\u06ff"


class Face:
    """A family in one size (pixels) and weight, able to measure and to draw a word."""

    def __init__(self, family: str, size: int, weight: int = 400) -> None:
        self.family, self.size, self.weight = family, size, weight

    @property
    def is_arabic(self) -> bool:
        return "arabic" in self.family

    def width(self, text: str) -> float:
        """Pixels that the text takes."""
        return sum(font.getlength(run, **shaping) for font, run, shaping in self._runs(text))

    def draw(self, sheet: ImageDraw.ImageDraw, at: tuple[float, float], text: str, *, ink: Any) -> None:
        """Draw the text with its baseline's beginning (always the left end) at a point."""
        x, y = at
        for font, run, shaping in self._runs(text):
            sheet.text((x, y), run, font=font, fill=ink, anchor="ls", **shaping)
            x += font.getlength(run, **shaping)

    def _runs(self, text: str) -> Iterator[tuple[Any, str, dict[str, str]]]:
        """Runs of one font, from left to right."""
        if self.is_arabic:
            yield from self._arabic_runs(text)
            return
        for subset, signs in groupby(text, key=_subset):
            yield _font(f"{self.family}-{subset}", self.size, self.weight), "".join(signs), {}

    def _arabic_runs(self, text: str) -> Iterator[tuple[Any, str, dict[str, str]]]:
        """Signs that the Arabic file lacks come from the serif, in the order of the line, mirrored."""
        runs = [(is_own, "".join(signs)) for is_own, signs in groupby(text, key=_is_arabic)]
        for is_own, run in reversed(runs):
            if is_own:
                yield _font(self.family, self.size, self.weight), run, _SHAPING
            else:
                shown = run if any(sign.isalnum() for sign in run) else run[::-1].translate(_MIRRORED)
                yield _font("literata-latin", round(self.size / _LARGER), self.weight), shown, {}


@lru_cache(maxsize=128)
def _font(name: str, size: int, weight: int) -> Any:
    path = FONTS / f"{name}.woff2"
    if not path.is_file():
        raise NoFonts(str(path))
    font = ImageFont.truetype(str(path), size)
    font.set_variation_by_axes([weight])
    return font


def serif(size: int, weight: int = 400, *, script: str = "") -> Face:
    """The face for reading in a script; Arabic letters are set larger than others beside them."""
    if script == "Arab":
        return Face("noto-naskh-arabic-arabic", round(size * _LARGER), weight)
    return Face("literata", size, weight)
