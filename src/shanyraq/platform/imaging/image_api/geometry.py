"""What exactly is asked of one picture: pixels to take, pixels to give, and the canonical address of that."""

import math
from dataclasses import dataclass
from http import HTTPStatus

from shanyraq.platform.imaging.image_api.errors import NotServed, malformed
from shanyraq.platform.imaging.image_api.parameters import Parameters, Region, Rotation, Size, Version

TOO_LARGE = "The size asked for is larger than this server gives; see maxWidth and maxArea of info.json."
ENLARGED = "The size asked for is larger than the region; put ^ before it to enlarge."

Pixels = tuple[int, int]
"""Width and height."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest answer: pixels of the longer side and in all."""

    side: int
    area: int

    def scale(self, width: float, height: float) -> float:
        """By what to multiply both sides so that they just keep to the limits."""
        return min(self.side / width, self.side / height, math.sqrt(self.area / (width * height)))


@dataclass(frozen=True, slots=True)
class Order:
    """A picture's part ``x, y, taken_width, taken_height``, to be given as ``width`` × ``height``, turned."""

    x: int
    y: int
    taken_width: int
    taken_height: int
    width: int
    height: int
    rotation: Rotation
    quality: str
    format: str

    @property
    def is_plain(self) -> bool:
        """Whether the stored colours are given as they stand, as JPEG."""
        turned = self.rotation.degrees or self.rotation.is_mirrored
        return not turned and self.quality in {"default", "color"} and self.format == "jpg"


def order(asked: Parameters, whole: Pixels, limits: Limits) -> Order:
    """What *asked* means for a picture of *whole* pixels.

    :raises NotServed: 400 when the region lies outside or the size goes beyond what may be asked.
    """
    box = _box(asked.region, *whole)
    given = _given(asked.size, box[2:], limits)
    return Order(*box, *given, asked.rotation, asked.quality, asked.format)


def _box(region: Region, width: int, height: int) -> tuple[int, int, int, int]:
    if region.kind == "full":
        return 0, 0, width, height
    if region.kind == "square":
        side = min(width, height)
        return (width - side) // 2, (height - side) // 2, side, side
    x, y, taken_width, taken_height = region.box
    if region.kind == "percent":
        x, taken_width = x * width / 100, taken_width * width / 100
        y, taken_height = y * height / 100, taken_height * height / 100
    left, top = round(x), round(y)
    if left >= width or top >= height:
        raise malformed("The region lies outside the picture.")
    right = min(width, max(left + 1, round(x + taken_width)))
    bottom = min(height, max(top + 1, round(y + taken_height)))
    return left, top, right - left, bottom - top


def _given(size: Size, taken: Pixels, limits: Limits) -> Pixels:
    width, height = taken
    if size.kind == "max":
        scale = limits.scale(width, height)
        return _scaled(width, height, scale if size.may_enlarge else min(1.0, scale))
    if size.kind == "within":
        return _within(size, taken, limits)
    if size.kind == "percent":
        given_width, given_height = round(width * size.percent / 100), round(height * size.percent / 100)
    else:
        given_width = size.width or max(1, round(width * (size.height or 0) / height))
        given_height = size.height or max(1, round(height * (size.width or 0) / width))
    if given_width < 1 or given_height < 1:
        raise malformed("The size is less than one pixel.")
    if not size.may_enlarge and (given_width > width or given_height > height):
        raise malformed(ENLARGED)
    if limits.scale(given_width, given_height) < 1:
        raise malformed(TOO_LARGE)
    return given_width, given_height


def _within(size: Size, taken: Pixels, limits: Limits) -> Pixels:
    """The largest that fits the box. Where only an enlarged picture would fill it, version 3 needs the caret.

    So the standard's own validator has it (``size_noup``); version 2 gives the region as it is.
    """
    width, height = taken
    scale = min((size.width or 1) / width, (size.height or 1) / height)
    if scale > 1 and not size.may_enlarge:
        raise NotServed(HTTPStatus.BAD_REQUEST, ENLARGED)
    return _scaled(width, height, min(scale, limits.scale(width, height)))


def _scaled(width: int, height: int, scale: float) -> tuple[int, int]:
    if scale == 1:
        return width, height
    return max(1, math.floor(width * scale + 1e-6)), max(1, math.floor(height * scale + 1e-6))


def canonical(found: Order, version: Version, *, whole: Pixels, limits: Limits) -> str:
    """The last four segments of the one address for this answer (section 4.7 of both versions)."""
    is_whole = (found.taken_width, found.taken_height) == whole
    box = (found.x, found.y, found.taken_width, found.taken_height)
    region = "full" if is_whole else ",".join(map(str, box))
    degrees = f"{found.rotation.degrees:.12f}".rstrip("0").rstrip(".")
    rotation = f"!{degrees}" if found.rotation.is_mirrored else degrees
    quality = "default" if found.quality == "color" else found.quality
    return f"{region}/{_canonical_size(found, version, limits)}/{rotation}/{quality}.{found.format}"


def _canonical_size(found: Order, version: Version, limits: Limits) -> str:
    taken = found.taken_width, found.taken_height
    if (found.width, found.height) == _given(Size("max", may_enlarge=False), taken, limits):
        return "max" if version is Version.V3 else "full"
    if version is Version.V3:
        caret = "^" if found.width > taken[0] or found.height > taken[1] else ""
        return f"{caret}{found.width},{found.height}"
    proportional = max(1, round(taken[1] * found.width / taken[0]))
    return f"{found.width}," if proportional == found.height else f"{found.width},{found.height}"
