"""Icons and ornaments: the sprites hold what components may name, and nothing that runs."""

import re
from pathlib import Path

import pytest

import shanyraq.design
from shanyraq.design.components.choices import ORNAMENTS
from shanyraq.design.icon_names import ICONS

IMAGES = Path(shanyraq.design.__file__).parent / "static" / "design" / "images"
TILES = {"band", "wave"}


def symbols(name: str) -> list[str]:
    return re.findall(r'<symbol id="([\w-]+)"', (IMAGES / name).read_text(encoding="utf-8"))


def test_icons_are_those_of_the_sprite() -> None:
    assert sorted(symbols("icons.svg")) == sorted(ICONS)


def test_ornaments_are_those_of_the_sprite_and_the_tiles() -> None:
    assert set(symbols("ornaments.svg")) | TILES == set(ORNAMENTS)
    assert all((IMAGES / f"{name}.svg").is_file() for name in TILES)


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.svg")), ids=lambda path: path.name)
def test_drawings_hold_no_script_and_no_address(path: Path) -> None:
    source = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<script|\son\w+=|https?:|javascript:|<foreignObject", source)
