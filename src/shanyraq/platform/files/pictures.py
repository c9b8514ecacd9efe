"""Pictures: their size is read from the header before anything is decoded."""

from dataclasses import dataclass
from typing import IO

import pyvips
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.refusals import damaged

MOST_PIXELS = 64_000_000
MOST_FRAMES = 500
MOST_TIMES_MOVING = 4  # a moving picture may have this many times the pixels, in all its frames
LOADERS = {
    "image/jpeg": "jpegload_buffer",
    "image/png": "pngload_buffer",
    "image/webp": "webpload_buffer",
    "image/avif": "heifload_buffer",
    "image/gif": "gifload_buffer",
}


@dataclass(frozen=True, slots=True)
class Size:
    """In pixels, of the first frame."""

    width: int
    height: int


def check_picture(file: IO[bytes], mime: str, *, max_pixels: int = MOST_PIXELS) -> Size:
    """The size of a picture that can be decoded to its last line.

    :raises Refusal: ``too_many_pixels`` by what the header declares, ``damaged`` when decoding fails.
    """
    file.seek(0)
    content = file.read()
    try:
        picture = pyvips.Operation.call(LOADERS[mime], content, access="sequential", fail_on="truncated")
        size = Size(picture.width, picture.height)
        frames = picture.get("n-pages") if picture.get_typeof("n-pages") else 1
    except pyvips.Error:
        raise damaged() from None
    _check_size(size, frames, max_pixels)
    try:
        picture.avg()  # runs through all lines, keeping few of them in memory
    except pyvips.Error:
        raise damaged() from None
    return size


def _check_size(size: Size, frames: int, max_pixels: int) -> None:
    pixels = size.width * size.height
    if pixels <= max_pixels and pixels * frames <= max_pixels * MOST_TIMES_MOVING and frames <= MOST_FRAMES:
        return
    text = _("The picture has %(width)s × %(height)s pixels; at most %(most)s million are possible.")
    values = {"width": size.width, "height": size.height, "most": max_pixels // 1_000_000}
    raise Refusal(text % values, code="too_many_pixels")
