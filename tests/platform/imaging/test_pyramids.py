"""Scans of every kind become pyramids in sRGB; broken ones are refused by name."""

import struct
import zlib

import pytest
import pyvips

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.imaging import pyramids
from shanyraq.platform.imaging.open_pictures import opened
from shanyraq.platform.imaging.pyramids import Pyramid, count_pages, make_pyramid
from tests.platform.imaging.pictures import COLOURS, colour_at, difference, plain, quarters, textured, written


def is_near(found: tuple[int, ...], wanted: tuple[int, ...], by: int = 4) -> bool:
    return len(found) == len(wanted) and all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


def made(picture: pyvips.Image, folder, name: str = "scan.tif", **options: object) -> pyvips.Image:
    make_pyramid(written(picture, folder / name, **options), folder / "pyramid.tif")
    return pyvips.Image.new_from_file(str(folder / "pyramid.tif"))


@pytest.mark.parametrize("name", ["scan.jpg", "scan.png", "scan.tif"])
def test_pyramid_has_every_halved_size(tmp_path, name):
    picture = textured(1200, 900)
    path = written(picture, tmp_path / name)
    pyramid = make_pyramid(path, tmp_path / "made" / "pyramid.tif")
    target = tmp_path / "made" / "pyramid.tif"
    assert pyramid == Pyramid(1200, 900, 256, target.stat().st_size)
    found = opened(target)
    assert (found.width, found.height, found.factors) == (1200, 900, (1, 2, 4, 8))
    assert [(one.level.width, one.level.height) for one in found.levels] == [
        (1200, 900), (600, 450), (300, 225), (150, 112),
    ]  # fmt: skip  # one line of sizes
    assert difference(pyvips.Image.new_from_file(str(target)), picture) < 6
    assert [path.name for path in target.parent.iterdir()] == ["pyramid.tif"]


def test_pyramid_of_sixteen_bits_has_eight(tmp_path):
    sixteen = (quarters(64, 64).cast("ushort") * 257).cast("ushort").copy(interpretation="rgb16")
    for name in ("scan.tif", "scan.png"):
        found = made(sixteen, tmp_path, name)
        assert (found.format, found.bands) == ("uchar", 3)
        assert is_near(colour_at(found, 10, 10), COLOURS[0])


def test_pyramid_of_grey_stays_grey(tmp_path):
    found = made(
        (plain(40, 40, (120,)).cast("ushort") * 257).cast("ushort").copy(interpretation="grey16"), tmp_path
    )
    assert (found.bands, found.interpretation) == (1, "b-w")
    assert is_near(colour_at(found, 5, 5), (120,))


def test_pyramid_of_inks_is_of_light(tmp_path):
    inks = plain(50, 50, (0, 0, 0, 0)).copy(interpretation="cmyk")
    found = made(inks, tmp_path)
    assert is_near(colour_at(found, 5, 5), (255, 255, 255), by=6)
    full = plain(50, 50, (255, 0, 0, 0)).copy(interpretation="cmyk")
    red, green, blue = colour_at(made(full, tmp_path), 5, 5)
    assert red < 60
    assert blue > green > 80


def test_pyramid_is_seen_on_white_paper(tmp_path):
    glass = plain(30, 30, (10, 20, 30, 0))
    for name in ("scan.png", "scan.tif"):
        assert is_near(colour_at(made(glass, tmp_path, name), 3, 3), (255, 255, 255))
    half = plain(30, 30, (0, 128)).copy(interpretation="b-w")
    assert is_near(colour_at(made(half, tmp_path, "scan.png"), 3, 3), (127,))


def test_pyramid_of_a_profile_has_its_colours(tmp_path):
    wide = quarters(64, 64).icc_transform("p3", input_profile="srgb")
    path = tmp_path / "scan.jpg"
    wide.jpegsave(str(path), Q=100, subsample_mode="off")
    assert pyvips.Image.new_from_file(str(path)).get_typeof("icc-profile-data")
    make_pyramid(path, tmp_path / "pyramid.tif")
    found = pyvips.Image.new_from_file(str(tmp_path / "pyramid.tif"))
    assert is_near(colour_at(found, 10, 10), COLOURS[0], by=8)
    assert not found.get_typeof("icc-profile-data")


def test_pyramid_passes_over_a_broken_profile(tmp_path):
    picture = quarters(64, 64).copy()
    picture.set_type(pyvips.GValue.blob_type, "icc-profile-data", b"no profile at all")
    path = tmp_path / "scan.png"
    picture.pngsave(str(path))
    make_pyramid(path, tmp_path / "pyramid.tif")
    assert is_near(colour_at(pyvips.Image.new_from_file(str(tmp_path / "pyramid.tif")), 10, 10), COLOURS[0])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pyramid_stands_upright(tmp_path, orientation):
    upright = quarters(96, 64)
    lying = {
        1: upright, 2: upright.fliphor(), 3: upright.rot180(), 4: upright.flipver(),
        5: upright.fliphor().rot270(), 6: upright.rot270(), 7: upright.fliphor().rot90(), 8: upright.rot90(),
    }[orientation].copy()  # fmt: skip  # the eight ways to hold a camera
    lying.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    found = made(lying, tmp_path, "scan.jpg", Q=95)
    assert (found.width, found.height) == (96, 64)
    assert [is_near(colour_at(found, *at), colour, by=10) for at, colour in zip(
        ((10, 10), (80, 10), (10, 50), (80, 50)), COLOURS, strict=True
    )] == [True] * 4  # fmt: skip  # places and their colours


def test_pyramid_of_one_pixel(tmp_path):
    found = made(plain(1, 1), tmp_path, "scan.png")
    assert (found.width, found.height) == (1, 1)
    assert is_near(colour_at(found, 0, 0), (200, 30, 40))


def test_pyramid_of_two_colours_as_fax_has(tmp_path):
    bits = (textured(200, 100)[0] > 127).copy(interpretation="b-w")
    found = made(bits, tmp_path, bitdepth=1, compression="ccittfax4")
    assert found.bands == 1
    assert is_near(colour_at(found, 190, 50), (255,), by=12)


def test_pyramid_of_bands_without_a_name(tmp_path):
    found = made(quarters(64, 64).bandjoin(77).copy(interpretation="multiband"), tmp_path)
    assert found.bands == 3
    assert not found.hasalpha()


def test_pyramid_takes_the_page_asked_for(tmp_path):
    pages = pyvips.Image.arrayjoin([plain(40, 40, colour) for colour in COLOURS[:3]], across=1).copy()
    pages.set_type(pyvips.GValue.gint_type, "page-height", 40)
    path = written(pages, tmp_path / "scans.tif")
    assert count_pages(path) == 3
    make_pyramid(path, tmp_path / "second.tif", page=1)
    assert is_near(colour_at(pyvips.Image.new_from_file(str(tmp_path / "second.tif")), 5, 5), COLOURS[1])
    with pytest.raises(Refusal) as refused:
        make_pyramid(path, tmp_path / "none.tif", page=9)
    assert refused.value.code == "no_such_page"
    assert count_pages(written(plain(5, 5), tmp_path / "one.png")) == 1


def test_pyramid_replaces_the_one_before(tmp_path):
    target = tmp_path / "pyramid.tif"
    make_pyramid(written(plain(30, 30), tmp_path / "a.png"), target)
    before = opened(target)
    make_pyramid(written(plain(50, 20), tmp_path / "b.png"), target)
    after = opened(target)
    assert ((before.width, before.height), (after.width, after.height)) == ((30, 30), (50, 20))


def test_pyramid_keeps_nothing_of_the_camera(tmp_path):
    picture = plain(20, 20).copy()
    picture.set_type(pyvips.GValue.gstr_type, "exif-ifd0-ImageDescription", "where I live")
    found = made(picture, tmp_path, "scan.jpg")
    assert [name for name in found.get_fields() if name.startswith(("exif", "xmp", "iptc"))] == []


def png(width: int, height: int, content: bytes) -> bytes:
    """A PNG file that declares any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def half(path) -> bytes:
    return path.read_bytes()[: path.stat().st_size // 2]


def broken_files(folder):
    for name in ("whole.jpg", "whole.png", "whole.tif"):
        whole = written(textured(300, 300), folder / name)
        yield half(whole), "damaged"
        yield whole.read_bytes()[:20], "damaged"
    yield b"", "empty"
    yield b"%PDF-1.7 not a picture", "wrong_kind"
    yield b"GIF89a" + bytes(100), "wrong_kind"
    yield b'<svg xmlns="http://www.w3.org/2000/svg"/>', "wrong_kind"
    yield b"\xff\xd8\xff" + bytes(500), "damaged"
    yield b"II*\0" + bytes(500), "damaged"
    yield png(100_000, 100_000, zlib.compress(b"")), "too_many_pixels"
    yield png(100, 100, b"no stream"), "damaged"


def test_pyramid_refuses_what_is_no_scan(tmp_path):
    target = tmp_path / "target" / "pyramid.tif"
    for number, (content, code) in enumerate(broken_files(tmp_path)):
        path = tmp_path / f"broken{number}"
        path.write_bytes(content)
        with pytest.raises(Refusal) as refused:
            make_pyramid(path, target)
        assert (number, refused.value.code) == (number, code)
    assert not target.exists()
    assert list(target.parent.glob("*")) == []


def test_pyramid_keeps_the_old_one_when_the_new_is_broken(tmp_path):
    target = tmp_path / "pyramid.tif"
    make_pyramid(written(plain(30, 30), tmp_path / "a.png"), target)
    before = target.read_bytes()
    (tmp_path / "b.jpg").write_bytes(half(written(textured(300, 300), tmp_path / "whole.jpg")))
    with pytest.raises(Refusal):
        make_pyramid(tmp_path / "b.jpg", target)
    assert target.read_bytes() == before


def test_pyramid_of_too_many_pixels_is_not_begun(tmp_path, settings):
    settings.IMAGING_SOURCE_PIXELS = 1_000_000
    path = written(plain(1001, 1000, (9,)), tmp_path / "large.png")
    with pytest.raises(Refusal) as refused:
        make_pyramid(path, tmp_path / "pyramid.tif")
    assert refused.value.code == "too_many_pixels"
    assert "1001 × 1000" in str(refused.value)
    assert set(pyramids.LOADERS.values()) == {"jpegload", "pngload", "tiffload"}
