"""Directories of TIFF files, honest, odd and hostile."""

import os
import random
from contextlib import suppress

import pytest

from shanyraq.platform.imaging import tiff
from shanyraq.platform.imaging.open_pictures import Unreadable, opened
from shanyraq.platform.imaging.pyramids import make_pyramid
from tests.platform.imaging.pictures import plain, textured, written


def levels_of(path) -> list[tiff.Level]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return tiff.read_levels(descriptor)
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    "options", [{}, {"bigtiff": True}, {"subifd": True}, {"bigtiff": True, "subifd": True}]
)
def test_levels_are_read_from_every_kind_of_pyramid(tmp_path, options):
    path = tmp_path / "pyramid.tif"
    textured(700, 500).tiffsave(str(path), tile=True, pyramid=True, tile_width=256, tile_height=256,
                                compression="jpeg", Q=85, **options)  # fmt: skip  # options of one thing
    found = levels_of(path)
    assert [(one.width, one.height, one.across, one.down) for one in found] == [
        (700, 500, 3, 2), (350, 250, 2, 1), (175, 125, 1, 1),
    ]  # fmt: skip  # one line of sizes
    assert {one.photometric for one in found} == {tiff.YCBCR}
    assert [len(one.offsets) for one in found] == [6, 2, 1]


@pytest.mark.parametrize(
    "options",
    [
        {"tile": False, "compression": "jpeg"},
        {"tile": True, "compression": "deflate"},
        {"tile": True, "compression": "none"},
    ],
)
def test_levels_without_jpeg_tiles_are_none(tmp_path, options):
    path = tmp_path / "other.tif"
    textured(300, 300).tiffsave(str(path), **options)
    with pytest.raises(tiff.NotTiled):
        levels_of(path)


@pytest.mark.parametrize(
    "content", [b"", b"II", b"II*\0", b"II*\0" + b"\xff" * 12, b"MM\0*" + bytes(30), b"x" * 99]
)
def test_levels_of_no_tiff_are_refused(tmp_path, content):
    path = tmp_path / "no.tif"
    path.write_bytes(content)
    with pytest.raises(tiff.NotTiled):
        levels_of(path)


def test_levels_of_a_directory_that_leads_to_itself_end(tmp_path):
    path = tmp_path / "loop.tif"
    # no entries; the next directory is this one
    path.write_bytes(
        b"II*\0"
        + (8).to_bytes(4, "little")
        + (0).to_bytes(2, "little")
        + (8).to_bytes(4, "little")
        + bytes(8)
    )
    with pytest.raises(tiff.NotTiled, match="no tiled JPEG picture"):
        levels_of(path)


def test_damaged_pyramids_never_crash(tmp_path):
    whole = tmp_path / "whole.tif"
    make_pyramid(written(textured(600, 600), tmp_path / "scan.png"), whole)
    content, chance = whole.read_bytes(), random.Random(7)  # noqa: S311 - damage, no secret
    for number in range(300):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 40)):
            # the directories stand at the beginning and the end
            at = chance.choice((chance.randrange(16), len(broken) - 1 - chance.randrange(3000)))
            broken[at] = chance.randrange(256)
        path = tmp_path / f"{number}.tif"
        path.write_bytes(bytes(broken[: chance.choice((len(broken), chance.randrange(len(broken))))]))
        with suppress(tiff.NotTiled):
            assert all(level.offsets for level in levels_of(path))


def test_open_picture_of_no_picture_is_unreadable(tmp_path):
    path = tmp_path / "text.tif"
    path.write_text("no picture")
    with pytest.raises(Unreadable):
        opened(path)
    with pytest.raises(FileNotFoundError):
        opened(tmp_path / "nowhere.tif")


def test_open_picture_is_closed_when_nobody_uses_it(tmp_path):
    path = tmp_path / "pyramid.tif"
    make_pyramid(written(plain(20, 20), tmp_path / "a.png"), path)
    picture = opened(path)
    descriptor = picture.descriptor
    assert opened(path) is picture
    make_pyramid(written(plain(21, 20), tmp_path / "b.png"), path)
    newer = opened(path)
    assert os.fstat(descriptor).st_size > 0, "still in use here"
    del picture
    assert newer.descriptor != descriptor
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)
