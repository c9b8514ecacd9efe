"""Pictures whose every pixel is known."""

from pathlib import Path

import pyvips

from shanyraq.platform.imaging.pyramids import make_pyramid

COLOURS = ((200, 30, 40), (20, 160, 60), (30, 60, 190), (240, 200, 20))


def plain(width: int, height: int, colour: tuple[int, ...] = (200, 30, 40)) -> pyvips.Image:
    """One colour."""
    picture = pyvips.Image.black(width, height, bands=len(colour)) + list(colour)
    return picture.cast("uchar").copy(interpretation="srgb" if len(colour) >= 3 else "b-w")


def quarters(width: int, height: int) -> pyvips.Image:
    """Red, green above blue, yellow."""
    across, down = width // 2, height // 2
    parts = [plain(across, down, colour) for colour in COLOURS]
    return pyvips.Image.arrayjoin(parts, across=2).copy(interpretation="srgb")


def textured(width: int, height: int) -> pyvips.Image:
    """A picture whose places all differ, so that a wrong tile shows."""
    ramp = pyvips.Image.xyz(width, height)
    red, green = ramp[0] * 255 / max(1, width - 1), ramp[1] * 255 / max(1, height - 1)
    blue = ((ramp[0] / 37).floor() + (ramp[1] / 41).floor()) * 23 % 256
    return red.bandjoin([green, blue]).cast("uchar").copy(interpretation="srgb")


def written(picture: pyvips.Image, path: Path, **options: object) -> Path:
    """The path, with the picture in it."""
    picture.write_to_file(str(path), **options)
    return path


def difference(one: pyvips.Image, other: pyvips.Image) -> float:
    """The mean difference of two pictures of one size, of 255."""
    assert (one.width, one.height, one.bands) == (other.width, other.height, other.bands)
    return float((one.cast("int") - other.cast("int")).abs().avg())


def colour_at(picture: pyvips.Image, x: int, y: int) -> tuple[int, ...]:
    return tuple(round(value) for value in picture(x, y))


def pyramid_of(folder: Path) -> Path:
    """A pyramid of quarters, 600 × 400."""
    path = folder / "pyramid.tif"
    make_pyramid(written(quarters(600, 400), folder / "scan.png"), path)
    return path
