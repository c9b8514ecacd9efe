"""Every tile that ``info.json`` offers is the right part of the picture; whole ones are the stored bytes."""

import json
import math

import pytest
import pyvips

from shanyraq.platform.imaging import measures
from shanyraq.platform.imaging.open_pictures import opened
from shanyraq.platform.imaging.pyramids import make_pyramid
from tests.platform.imaging.pictures import difference, plain, textured, written
from tests.platform.imaging.visits import visit

SIZES = [(1300, 900), (513, 512), (256, 256), (257, 1), (1025, 2049), (100, 70)]


def tiles_of(info: dict) -> list[tuple[tuple[int, int, int, int], tuple[int, int]]]:
    """Region and size of every tile, as section 4.3 of the implementation notes counts them."""
    found = []
    [tile] = info["tiles"]
    for factor in tile["scaleFactors"]:
        step = tile["width"] * factor
        for x in range(0, info["width"], step):
            for y in range(0, info["height"], step):
                width, height = min(step, info["width"] - x), min(step, info["height"] - y)
                found.append(((x, y, width, height), (math.ceil(width / factor), math.ceil(height / factor))))
    return found


def decoded(body: bytes) -> pyvips.Image:
    return pyvips.Image.new_from_buffer(body, "", fail_on="warning")


@pytest.mark.parametrize("size", SIZES)
def test_every_tile_is_its_part_of_the_picture(tmp_path, shelf, server, size):
    picture = textured(*size)
    path = tmp_path / "pyramid.tif"
    make_pyramid(written(picture, tmp_path / "scan.png"), path, quality=95)
    shelf.put("a", path)
    info = json.loads(visit(server, "/iiif/3/shelf:a/info.json").body)
    assert (info["width"], info["height"]) == size
    for region, wanted in tiles_of(info):
        address = f"/iiif/3/shelf:a/{','.join(map(str, region))}/{wanted[0]},{wanted[1]}/0/default.jpg"
        answer = visit(server, address)
        assert answer.status == 200, address
        found = decoded(answer.body)
        assert (found.width, found.height) == wanted
        part = picture.crop(*region).thumbnail_image(wanted[0], height=wanted[1], size="force")
        assert difference(found, part) < 9, address


def test_whole_tile_is_the_stored_bytes(tmp_path, shelf, server):
    path = tmp_path / "pyramid.tif"
    make_pyramid(written(textured(1024, 768), tmp_path / "scan.png"), path)
    shelf.put("a", path)
    counted = measures.TILE._value.get()
    for names in (("256,256", "256,", ",256", "max", "pct:100"), ("^256,256", "!256,256")):
        for name in names:
            answer = visit(server, f"/iiif/3/shelf:a/256,512,256,256/{name}/0/default.jpg")
            level = opened(path).levels[0].level
            place = 2 * level.across + 1
            stored = path.read_bytes()[level.offsets[place] :][: level.lengths[place]]
            assert answer.body.endswith(stored[2:])
            assert answer.body.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF")
            assert level.tables[2:-2] in answer.body
    assert measures.TILE._value.get() == counted + 7


def test_reduced_tile_is_the_stored_bytes_too(tmp_path, shelf, server):
    path = tmp_path / "pyramid.tif"
    make_pyramid(written(textured(1024, 1024), tmp_path / "scan.png"), path)
    shelf.put("a", path)
    answer = visit(server, "/iiif/2/shelf:a/0,512,512,512/256,/0/default.jpg")
    level = opened(path).by_factor[2].level
    stored = path.read_bytes()[level.offsets[level.across] :][: level.lengths[level.across]]
    assert answer.body.endswith(stored[2:])
    whole = visit(server, "/iiif/3/shelf:a/full/256,/0/default.jpg")
    smallest = opened(path).by_factor[4].level
    assert whole.body.endswith(path.read_bytes()[smallest.offsets[0] :][: smallest.lengths[0]][2:])


def test_tiles_of_grey_pictures_are_grey(tmp_path, shelf, server):
    path = tmp_path / "pyramid.tif"
    make_pyramid(written(textured(600, 600)[0].copy(interpretation="b-w"), tmp_path / "scan.png"), path)
    shelf.put("a", path)
    tile = decoded(visit(server, "/iiif/3/shelf:a/0,0,256,256/256,256/0/default.jpg").body)
    assert (tile.width, tile.height, tile.bands) == (256, 256, 1)
    coloured = decoded(visit(server, "/iiif/3/shelf:a/0,0,300,300/max/0/color.jpg").body)
    assert coloured.bands == 3


def test_tiles_that_hold_red_green_and_blue_are_told_so(tmp_path, shelf, server):
    path = tmp_path / "rgb.tif"
    picture = plain(512, 512, (200, 30, 40))
    picture.tiffsave(str(path), tile=True, pyramid=True, tile_width=256, tile_height=256, compression="jpeg",
                     rgbjpeg=True, Q=90)  # fmt: skip  # options of one thing
    shelf.put("a", path)
    answer = visit(server, "/iiif/3/shelf:a/0,0,256,256/256,256/0/default.jpg")
    assert answer.body[2:11] == b"\xff\xee\x00\x0eAdobe"
    assert [round(value) for value in decoded(answer.body)(9, 9)] == pytest.approx([200, 30, 40], abs=3)


@pytest.mark.parametrize("name", ["plain.jpg", "plain.png", "strips.tif"])
def test_pictures_that_are_no_pyramid_are_served_all_the_same(tmp_path, shelf, server, name):
    picture = textured(900, 700)
    shelf.put("a", written(picture, tmp_path / name))
    info = json.loads(visit(server, "/iiif/3/shelf:a/info.json").body)
    assert info["tiles"] == [{"width": 512, "height": 512, "scaleFactors": [1, 2]}]
    found = decoded(visit(server, "/iiif/3/shelf:a/512,0,388,512/388,512/0/default.png").body)
    assert difference(found, picture.crop(512, 0, 388, 512)) < 4
