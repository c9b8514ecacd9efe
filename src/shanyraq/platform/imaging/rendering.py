"""Pictures made by pyvips: whatever is no stored tile."""

import math
from typing import Any

import pyvips

from shanyraq.platform.imaging.image_api.geometry import Order
from shanyraq.platform.imaging.image_api.parameters import Rotation
from shanyraq.platform.imaging.open_pictures import OpenPicture, Reduced

QUALITY = 85
WHITE = 255
HALF = 128
# A file may be replaced under its name; what pyvips remembers of it would be the old one.
pyvips.cache_set_max(0)


def render(picture: OpenPicture, order: Order) -> bytes:
    """The encoded answer to *order*."""
    image = _taken(picture, order)
    if (image.width, image.height) != (order.width, order.height):
        image = image.thumbnail_image(order.width, height=order.height, size="force", no_rotate=True)
    image = _in_quality(image, order.quality)
    return encode(_turned(image, order.rotation, order.format), order.format, order.quality)


def render_edge(stream: bytes, stored: tuple[int, int], wanted: tuple[int, int]) -> bytes:
    """A stored tile at the picture's edge, cut to the *stored* pixels that are picture, given as *wanted*."""
    image = pyvips.Image.jpegload_buffer(stream).crop(0, 0, *stored)
    if stored != wanted:
        image = image.thumbnail_image(wanted[0], height=wanted[1], size="force", no_rotate=True)
    return encode(image, "jpg", "default")


def _taken(picture: OpenPicture, order: Order) -> Any:
    """The region, from the smallest stored level that has all the detail asked for."""
    reduced = _level_for(picture, order)
    if reduced is None:
        image = pyvips.Image.new_from_file(str(picture.path), access="random")
        image = _shown(image)
        return image.crop(order.x, order.y, order.taken_width, order.taken_height)
    image = pyvips.Image.tiffload(str(picture.path), **_place(picture, reduced))
    across, down = image.width / picture.width, image.height / picture.height
    left, top = math.floor(order.x * across), math.floor(order.y * down)
    left, top = min(left, image.width - 1), min(top, image.height - 1)
    right = min(image.width, max(left + 1, round((order.x + order.taken_width) * across)))
    bottom = min(image.height, max(top + 1, round((order.y + order.taken_height) * down)))
    return image.crop(left, top, right - left, bottom - top)


def _level_for(picture: OpenPicture, order: Order) -> Reduced | None:
    shrink = min(order.taken_width / order.width, order.taken_height / order.height)
    fitting = [reduced for reduced in picture.levels if reduced.factor <= max(1.0, shrink)]
    return fitting[-1] if fitting else None


def _place(picture: OpenPicture, reduced: Reduced) -> dict[str, int]:
    """How pyvips is told which level to read."""
    return {"page": reduced.level.page} if reduced is not picture.levels[0] or reduced.level.page else {}


def _shown(image: Any) -> Any:
    """A picture that is no pyramid as it should be seen."""
    if image.hasalpha():
        image = image.flatten(background=WHITE)
    return image.colourspace("b-w" if image.bands < 3 else "srgb")


def _in_quality(image: Any, quality: str) -> Any:
    if quality == "color":
        return image.colourspace("srgb")
    if quality in {"gray", "bitonal"}:
        image = image.colourspace("b-w")
    return (image >= HALF) if quality == "bitonal" else image


def _turned(image: Any, rotation: Rotation, format_: str) -> Any:
    if rotation.is_mirrored:
        image = image.fliphor()
    if rotation.degrees % 90 == 0:
        return image.rot(f"d{rotation.degrees:.0f}")
    if format_ == "jpg":
        return image.rotate(rotation.degrees, background=[WHITE] * image.bands)
    return image.bandjoin(WHITE).rotate(rotation.degrees, background=[0] * (image.bands + 1))


def encode(image: Any, format_: str, quality: str) -> bytes:
    """As JPEG, PNG or WebP, without anything but the pixels."""
    if format_ == "png":
        is_black_or_white = quality == "bitonal" and image.bands == 1
        return bytes(image.pngsave_buffer(keep="none", compression=6, bitdepth=1 if is_black_or_white else 8))
    if format_ == "webp":
        return bytes(image.webpsave_buffer(keep="none", Q=QUALITY))
    return bytes(image.jpegsave_buffer(keep="none", Q=QUALITY, optimize_coding=True))
