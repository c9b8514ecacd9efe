"""What a request means for a picture of known size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.platform.imaging.image_api.errors import NotServed
from shanyraq.platform.imaging.image_api.geometry import Limits, Order, canonical, order
from shanyraq.platform.imaging.image_api.parameters import Version, parse

V2, V3 = Version.V2, Version.V3
LIMITS = Limits(2000, 3_000_000)
WHOLE = (1000, 800)


def ordered(text: str, version: Version = V3, limits: Limits = LIMITS) -> Order:
    return order(parse(f"{text}/0/default.jpg".split("/"), version), WHOLE, limits)


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("full", (0, 0, 1000, 800)),
        ("square", (100, 0, 800, 800)),
        ("10,20,30,40", (10, 20, 30, 40)),
        ("990,790,500,500", (990, 790, 10, 10)),
        ("pct:50,50,50,50", (500, 400, 500, 400)),
        ("pct:0,0,.01,.01", (0, 0, 1, 1)),
        ("pct:99.9,99.9,50,50", (999, 799, 1, 1)),
    ],
)
def test_order_takes_the_region(text, box):
    found = ordered(f"{text}/max")
    assert (found.x, found.y, found.taken_width, found.taken_height) == box


@pytest.mark.parametrize("text", ["1000,0,5,5", "0,800,5,5", "pct:100,0,5,5", "5000,5000,1,1"])
def test_order_refuses_regions_outside(text):
    with pytest.raises(NotServed, match="outside"):
        ordered(f"{text}/max")


@pytest.mark.parametrize(
    ("text", "version", "size"),
    [
        ("max", V3, (1000, 800)),
        ("^max", V3, (1936, 1549)),
        ("500,", V3, (500, 400)),
        (",400", V3, (500, 400)),
        ("500,100", V3, (500, 100)),
        ("^1500,", V3, (1500, 1200)),
        ("1500,", V2, (1500, 1200)),
        ("!500,500", V3, (500, 400)),
        ("!5000,400", V3, (500, 400)),
        ("!1000,800", V3, (1000, 800)),
        ("^!1500,1500", V3, (1500, 1200)),
        ("^!9000,9000", V3, (1936, 1549)),
        ("pct:50", V3, (500, 400)),
        ("^pct:150", V3, (1500, 1200)),
    ],
)
def test_order_gives_the_size(text, version, size):
    found = ordered(f"full/{text}", version)
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("1001,", V3), (",801", V3), ("1000,801", V3), ("pct:101", V3), ("!1500,1500", V3),
        ("!1500,1500", V2),
        ("^2001,", V3), ("^2000,2000", V3), ("pct:.01", V3), ("3000,", V2), ("^pct:900", V3),
    ],
)  # fmt: skip  # one list of sizes
def test_order_refuses_sizes(text, version):
    with pytest.raises(NotServed) as refused:
        ordered(f"full/{text}", version)
    assert refused.value.status == 400


def test_order_keeps_to_limits_without_being_asked():
    found = ordered("full/max", limits=Limits(500, 100_000))
    assert (found.width, found.height) == (353, 282)


@pytest.mark.parametrize(
    ("text", "version", "wanted"),
    [
        ("full/1000,", V3, "full/max/0/default.jpg"),
        ("0,0,1000,800/full", V2, "full/full/0/default.jpg"),
        ("pct:0,0,100,100/pct:50", V3, "full/500,400/0/default.jpg"),
        ("full/,400", V2, "full/500,/0/default.jpg"),
        ("full/500,100", V2, "full/500,100/0/default.jpg"),
        ("full/^1500,", V3, "full/^1500,1200/0/default.jpg"),
        ("square/max", V3, "100,0,800,800/max/0/default.jpg"),
    ],
)
def test_canonical_address(text, version, wanted):
    assert canonical(ordered(text, version), version, whole=WHOLE, limits=LIMITS) == wanted


@given(
    x=st.integers(0, 1100), y=st.integers(0, 900), width=st.integers(1, 2000), height=st.integers(1, 2000),
    size=st.sampled_from(["max", "^max", "^700,", "!300,200", "^pct:33.3", "^64,64", "pct:10"]),
)  # fmt: skip  # one region and a size
def test_canonical_address_means_the_same(x, y, width, height, size):
    try:
        found = ordered(f"{x},{y},{width},{height}/{size}")
    except NotServed:
        return
    assert 1 <= found.width <= LIMITS.side
    assert found.width * found.height <= LIMITS.area
    name = canonical(found, V3, whole=WHOLE, limits=LIMITS)
    again = order(parse(name.split("/"), V3), WHOLE, LIMITS)
    assert again == found
    assert canonical(again, V3, whole=WHOLE, limits=LIMITS) == name
