"""Addresses of pictures, understood or refused."""

import pytest

from shanyraq.platform.imaging.image_api.errors import NotServed
from shanyraq.platform.imaging.image_api.parameters import Parameters, Region, Rotation, Size, Version, parse

V2, V3 = Version.V2, Version.V3


def understood(text: str, version: Version = V3) -> Parameters:
    return parse(text.split("/"), version)


def test_parse_understands_all_four():
    assert understood("pct:1,2.5,.5,100/^!200,100/!22.5/gray.png") == Parameters(
        Region("percent", (1.0, 2.5, 0.5, 100.0)),
        Size("within", True, 200, 100),
        Rotation(22.5, True),
        "gray",
        "png",
    )


@pytest.mark.parametrize(
    ("text", "version", "size"),
    [
        ("max", V3, Size("max", False)),
        ("^max", V3, Size("max", True)),
        ("max", V2, Size("max", False)),
        ("full", V2, Size("max", False)),
        ("300,", V3, Size("exact", False, 300)),
        ("^300,", V3, Size("exact", True, 300)),
        (",300", V2, Size("exact", True, None, 300)),
        ("300,200", V3, Size("exact", False, 300, 200)),
        ("!300,200", V2, Size("within", False, 300, 200)),
        ("pct:50", V3, Size("percent", False, percent=50)),
        ("^pct:150.5", V3, Size("percent", True, percent=150.5)),
    ],
)
def test_parse_size(text, version, size):
    assert understood(f"full/{text}/0/default.jpg", version).size == size


@pytest.mark.parametrize(
    "text",
    [
        "", "full", "^full", "0,", ",0", "0,0", ",", "-5,", "5", "1.5,", "!5,", "!,5", "!", "^", "^^max",
        "pct:", "pct:-1",
        "pct:1e3", "1e3,", "9999999999,", "max ", "MAX", "5,5,5", "pct:50,", "٣,", "!0,5",
    ],
)  # fmt: skip  # one list of sizes
def test_parse_refuses_sizes(text):
    with pytest.raises(NotServed) as refused:
        understood(f"full/{text}/0/default.jpg")
    assert refused.value.status == 400


@pytest.mark.parametrize("text", ["^max", "^5,", "full,", "^"])
def test_parse_refuses_carets_in_version_two(text):
    with pytest.raises(NotServed):
        understood(f"full/{text}/0/default.jpg", V2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "all",
        "0,0,0,5",
        "0,0,5,0",
        "1,2,3",
        "1,2,3,4,5",
        "-1,0,5,5",
        "1.5,0,5,5",
        "pct:0,0,0,9",
        "pct:1,2,3",
        "full ",
    ],
)
def test_parse_refuses_regions(text):
    with pytest.raises(NotServed) as refused:
        understood(f"{text}/max/0/default.jpg")
    assert refused.value.status == 400


@pytest.mark.parametrize("text", ["", "361", "360.1", "-90", "90deg", "!!0", "!", "1e2", "nan", "٩٠"])
def test_parse_refuses_rotations(text):
    with pytest.raises(NotServed) as refused:
        understood(f"full/max/{text}/default.jpg")
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("default", 400), ("default.", 400), (".jpg", 400), ("native.jpg", 400), ("default.JPG", 400),
        ("default.exe", 400),
        ("default.jpg.png", 400), ("default.tif", 501), ("default.gif", 501), ("gray.jp2", 501),
        ("default.pdf", 501),
    ],
)  # fmt: skip  # one list of endings
def test_parse_refuses_qualities_and_formats(text, status):
    with pytest.raises(NotServed) as refused:
        understood(f"full/max/0/{text}")
    assert refused.value.status == status


def test_parse_takes_a_whole_turn_as_none():
    assert understood("full/max/360/default.jpg").rotation == Rotation(0, False)
