"""Scans become pyramids: tiled TIFF files with JPEG tiles in sRGB, in every halved size.

Whatever comes in (16 bits, CMYK, transparency, colour profiles, a turned camera), the pyramid is what a
browser can show tile by tile without decoding anything on the server.
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyvips
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

TILE_PIXELS: Final = 256
QUALITY: Final = 85
LOADERS: Final = {
    b"\xff\xd8\xff": "jpegload",
    b"\x89PNG\r\n\x1a\n": "pngload",
    b"II*\0": "tiffload",
    b"MM\0*": "tiffload",
    b"II+\0": "tiffload",
    b"MM\0+": "tiffload",
}
HEAD_BYTES: Final = 8
TINY_PIXELS: Final = 32
UPRIGHT: Final = (0, 1, 2)
"""Orientations of Exif that need no line before an earlier one: as it is, or mirrored."""

_GREY: Final = frozenset({"b-w", "grey16"})
_COLOURED: Final = frozenset(
    {"srgb", "rgb", "rgb16", "cmyk", "lab", "labs", "labq", "scrgb", "xyz", "yxy", "hsv"}
)
_SIXTEEN: Final = frozenset({"grey16", "rgb16"})


@dataclass(frozen=True, slots=True)
class Pyramid:
    """What was made: pixels of the whole picture, side of a tile, bytes of the file."""

    width: int
    height: int
    tile: int
    size: int


def make_pyramid(
    source: Path, target: Path, *, page: int = 0, tile: int = TILE_PIXELS, quality: int = QUALITY
) -> Pyramid:
    """Write the picture in *source* (TIFF, JPEG or PNG) as a pyramid to *target*, wholly or not at all.

    *page*: which picture of a TIFF with several, from 0. Nothing of the camera's data is kept.

    :raises Refusal: ``wrong_kind``, ``empty``, ``too_many_pixels``, ``damaged``, ``no_such_page``.
    """
    picture = _prepared(_open(source, page))
    folder = target.parent
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(suffix=".tif.part", dir=folder)
    os.close(handle)
    try:
        _save(picture, name, tile=tile, quality=quality)
        size = Path(name).stat().st_size
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except pyvips.Error:
        raise _damaged() from None
    finally:
        Path(name).unlink(missing_ok=True)
    return Pyramid(picture.width, picture.height, tile, size)


def count_pages(source: Path) -> int:
    """How many pictures a scan holds; more than one only in a TIFF.

    :raises Refusal: as ``make_pyramid``.
    """
    picture = _load(source, 0, "sequential")
    is_tiff = str(picture.get("vips-loader")).startswith("tiff")
    return int(picture.get("n-pages")) if is_tiff and picture.get_typeof("n-pages") else 1


def _save(picture: Any, name: str, *, tile: int, quality: int) -> None:
    # the filling of a tile beside a few pixels would take their colours from them
    quality = 100 if min(picture.width, picture.height) < TINY_PIXELS else quality
    picture.tiffsave(
        name, tile=True, pyramid=True, tile_width=tile, tile_height=tile, compression="jpeg", Q=quality,
        keep="none", bigtiff=picture.width * picture.height > 1_000_000_000,
    )  # fmt: skip  # each line is one thought


def _open(source: Path, page: int) -> Any:
    """The upright picture: read line by line where possible, else held by pyvips in memory or on disk."""
    picture = _load(source, page, "sequential")
    most = settings.IMAGING_SOURCE_PIXELS
    if picture.width * picture.height > most:
        text = _("The picture has %(width)s × %(height)s pixels; at most %(most)s million are possible.")
        values = {"width": picture.width, "height": picture.height, "most": most // 1_000_000}
        raise Refusal(text, code="too_many_pixels", values=values)
    turned = picture.get("orientation") if picture.get_typeof("orientation") else 1
    if turned in UPRIGHT:
        return picture.autorot()
    return _load(source, page, "random").autorot()


def _load(source: Path, page: int, access: str) -> Any:
    with source.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Refusal(_("The file is empty. Choose another one."), code="empty")
    loader = next((name for start, name in LOADERS.items() if head.startswith(start)), None)
    if loader is None:
        raise Refusal(_("The scan must be a TIFF, JPEG or PNG picture."), code="wrong_kind")
    options: dict[str, Any] = {"access": access, "fail_on": "truncated"}
    if loader == "tiffload" and page:
        options["page"] = page
    elif page:
        raise _no_such_page()
    try:
        return pyvips.Operation.call(loader, str(source), **options)
    except pyvips.Error as error:
        raise (_no_such_page() if page and "page" in str(error) else _damaged()) from None


def _prepared(picture: Any) -> Any:
    """Eight bits of grey or of sRGB, nothing see-through.

    :raises Refusal: ``damaged`` for kinds of pixels that no scan has.
    """
    try:
        return _converted(_opaque(_named(picture)))
    except pyvips.Error:
        raise _damaged() from None


def _named(picture: Any) -> Any:
    """With a colour space: some TIFF files have bands and say nothing."""
    if picture.interpretation in _GREY | _COLOURED:
        return picture
    if picture.format not in {"uchar", "ushort"}:
        raise _damaged()
    names = ("grey16", "rgb16") if picture.format == "ushort" else ("b-w", "srgb")
    return picture.copy(interpretation=names[0] if picture.bands < 3 else names[1])


def _opaque(picture: Any) -> Any:
    """On white paper. Further bands (masks, infrared) are left out."""
    bands = {"cmyk": 4}.get(picture.interpretation, 1 if picture.interpretation in _GREY else 3)
    if picture.bands <= bands:
        return picture
    picture = picture[: bands + 1] if picture.bands > bands + 1 else picture
    if picture.interpretation not in {"cmyk", "b-w", "grey16", "srgb", "rgb", "rgb16"}:
        return picture[:bands]
    white = 65535 if picture.interpretation in _SIXTEEN else 255
    return picture.flatten(background=[0 if picture.interpretation == "cmyk" else white] * bands)


def _converted(picture: Any) -> Any:
    is_grey = picture.interpretation in _GREY
    if picture.get_typeof("icc-profile-data") or picture.interpretation == "cmyk":
        picture = _by_profile(picture)
    picture = picture.colourspace("b-w" if is_grey else "srgb")
    return picture.cast("uchar") if picture.format != "uchar" else picture


def _by_profile(picture: Any) -> Any:
    """By the picture's own profile; a broken one is passed over, CMYK without one means the usual inks."""
    fallback = {"input_profile": "cmyk"} if picture.interpretation == "cmyk" else {}
    try:
        return picture.icc_transform("srgb", embedded=True, intent="relative", **fallback)
    except pyvips.Error:
        return picture


def _damaged() -> Refusal:
    return Refusal(_("The file is damaged. Open it, save it again and send the new file."), code="damaged")


def _no_such_page() -> Refusal:
    return Refusal(_("The file has no such page."), code="no_such_page")
