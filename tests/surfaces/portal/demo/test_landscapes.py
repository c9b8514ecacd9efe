"""The generator of felt landscapes: same scene, same bytes; valid, self-contained, wordless pictures."""

from xml.etree import ElementTree

import pytest

from shanyraq.surfaces.portal.demo.landscapes import SceneError, load_scene, render_svg, scene_names
from shanyraq.surfaces.portal.demo.landscapes.scene import scene_from

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "g", "path", "rect", "defs", "linearGradient", "stop", "clipPath"}
VALUES = {
    "palette": ["#102030"] * 6,
    "time": "day",
    "horizon": 0.5,
    "layers": ["hills", "steppe"],
    "emblem": "yurt",
}


def test_render_svg_is_deterministic() -> None:
    scene = load_scene("otrar")
    assert render_svg(scene) == render_svg(load_scene("otrar"))
    assert render_svg(scene) != render_svg(load_scene("tanbaly"))


@pytest.mark.parametrize("name", scene_names())
def test_every_scene_renders_as_valid_wordless_svg(name: str) -> None:
    picture = render_svg(load_scene(name))
    root = ElementTree.fromstring(picture)  # noqa: S314 -- our own picture
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    assert all(not (element.text or "").strip() for element in root.iter())
    assert "style=" not in picture
    assert "href" not in picture
    assert len(picture) < 150_000


def test_render_svg_takes_the_size_asked_for() -> None:
    root = ElementTree.fromstring(render_svg(load_scene("berel"), width=800, height=600))  # noqa: S314 -- our own picture
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("800", "600", "0 0 800 600")


def test_scene_names_are_sorted_and_hold_the_reserves() -> None:
    names = scene_names()
    assert names == sorted(names)
    assert {"aziret-sultan", "tanbaly", "ancient-taraz", "national-route"} <= set(names)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("palette", ["#102030"] * 5),
        ("palette", ["red"] * 6),
        ("time", "noon"),
        ("horizon", 1.5),
        ("layers", ["forest"]),
        ("layers", []),
        ("emblem", "spaceship"),
        ("colour", "blue"),
    ],
)
def test_scene_refuses_what_the_vocabulary_does_not_hold(field: str, value: object) -> None:
    with pytest.raises(SceneError, match="steppe-1"):
        scene_from("steppe-1", {**VALUES, field: value})


def test_scene_refuses_a_missing_field() -> None:
    with pytest.raises(SceneError, match="missing fields"):
        scene_from("steppe-1", {"time": "day"})


@pytest.mark.parametrize("name", ["no-such-scene", "../otrar", ""])
def test_load_scene_refuses_an_unknown_name(name: str) -> None:
    with pytest.raises(SceneError, match="no such scene"):
        load_scene(name)
