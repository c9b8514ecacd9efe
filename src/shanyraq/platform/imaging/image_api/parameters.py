"""The four parameters of a picture's address, understood without knowing the picture."""

import re
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Final

from shanyraq.platform.imaging.image_api.errors import NotServed, malformed


class Version(Enum):
    """The versions of the Image API that are spoken here; the value stands in the address."""

    V2 = "2"
    V3 = "3"


QUALITIES: Final = frozenset({"default", "color", "gray", "bitonal"})
FORMATS: Final = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
KNOWN_FORMATS: Final = frozenset({"tif", "gif", "jp2", "pdf"})
"""Formats of the standard that are not made here."""

_NUMBER = r"(?:[0-9]{1,9}(?:\.[0-9]{1,12})?|\.[0-9]{1,12})"
_REGION = re.compile(rf"(pct:)?({_NUMBER}),({_NUMBER}),({_NUMBER}),({_NUMBER})")
_SIZE = re.compile(r"(!?)([0-9]{1,9})?,([0-9]{1,9})?")
_PERCENT = re.compile(rf"pct:({_NUMBER})")
_ROTATION = re.compile(rf"(!?)({_NUMBER})")


@dataclass(frozen=True, slots=True)
class Region:
    """``kind``: full, square, pixels or percent; ``box``: x, y, width, height for the last two."""

    kind: str
    box: tuple[float, float, float, float] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Size:
    """``kind``: max, percent, exact (one side may be None) or within; ``may_enlarge``: version 3's caret."""

    kind: str
    may_enlarge: bool
    width: int | None = None
    height: int | None = None
    percent: float = 0


@dataclass(frozen=True, slots=True)
class Rotation:
    """Degrees clockwise, after mirroring from left to right if asked."""

    degrees: float
    is_mirrored: bool


@dataclass(frozen=True, slots=True)
class Parameters:
    region: Region
    size: Size
    rotation: Rotation
    quality: str
    format: str


def parse(segments: list[str], version: Version) -> Parameters:
    """*segments*: region, size, rotation, ``quality.format``, already unescaped.

    :raises NotServed: 400 for what the standard does not know, 501 for formats that are not made here.
    """
    region, size, rotation, last = segments
    quality, dot, format_ = last.rpartition(".")
    if not dot or quality not in QUALITIES:
        raise malformed("The quality must be default, color, gray or bitonal, then a dot and a format.")
    if format_ in KNOWN_FORMATS:
        raise NotServed(HTTPStatus.NOT_IMPLEMENTED, "Formats made here are jpg, png and webp.")
    if format_ not in FORMATS:
        raise malformed("The format must be jpg, png or webp.")
    return Parameters(_region(region), _size(size, version), _rotation(rotation), quality, format_)


def _region(text: str) -> Region:
    if text in {"full", "square"}:
        return Region(text)
    found = _REGION.fullmatch(text)
    is_percent = bool(found and found[1])
    if found is None or (not is_percent and "." in text):
        raise malformed("The region must be full, square, x,y,w,h or pct:x,y,w,h.")
    x, y, width, height = (float(found[place]) for place in range(2, 6))
    if not width or not height:
        raise malformed("The region has no width or no height.")
    return Region("percent" if is_percent else "pixels", (x, y, width, height))


def _size(text: str, version: Version) -> Size:
    """In version 2 a size may always be larger than the region; in version 3 a caret says so."""
    is_third = version is Version.V3
    has_caret = is_third and text.startswith("^")
    plain = text[1:] if has_caret else text
    may_enlarge = has_caret or not is_third
    if plain == "max" or (plain == "full" and not is_third):
        return Size("max", has_caret)
    if found := _PERCENT.fullmatch(plain):
        return Size("percent", may_enlarge, percent=float(found[1]))
    found = _SIZE.fullmatch(plain)
    if found is None or not (found[2] or found[3]):
        raise malformed("The size must be max, w,h or !w,h or w, or ,h or pct:n.")
    width, height = (int(side) if side else None for side in (found[2], found[3]))
    if width == 0 or height == 0:
        raise malformed("The size has no width or no height.")
    if found[1]:
        if width is None or height is None:
            raise malformed("A size that begins with ! needs both sides.")
        return Size("within", has_caret, width, height)
    return Size("exact", may_enlarge, width, height)


def _rotation(text: str) -> Rotation:
    found = _ROTATION.fullmatch(text)
    if found is None or float(found[2]) > 360:
        raise malformed("The rotation must be a number from 0 to 360, with ! before it for mirroring.")
    return Rotation(float(found[2]) % 360, bool(found[1]))
