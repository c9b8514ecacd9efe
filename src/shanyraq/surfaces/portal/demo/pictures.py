"""Drawn pictures as files: each scene once, JPEG of 1600 × 1000 pixels."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pyvips
from django.core.files.base import ContentFile

from shanyraq.surfaces.portal.demo.landscapes import load_scene, render_svg
from shanyraq.surfaces.portal.demo.reading import FOLDER, DemoError, Item
from shanyraq.surfaces.portal.demo.records import Records
from shanyraq.surfaces.portal.models import Picture

WIDTH, HEIGHT = 1600, 1000
QUALITY = 84


def draw(scene: str) -> bytes:
    """The JPEG of a scene. Raises ``DemoError`` where there is no such scene."""
    try:
        svg = render_svg(load_scene(scene), width=WIDTH, height=HEIGHT)
    except ValueError as error:
        raise DemoError(str(error)) from error
    image = pyvips.Image.new_from_buffer(svg.encode(), "").flatten(background=255)
    return image.jpegsave_buffer(Q=QUALITY, optimize_coding=True, interlace=True)


def credit() -> dict[str, str]:
    """Who drew the pictures, by language."""
    return tomllib.loads((FOLDER / "credit.toml").read_text(encoding="utf-8"))


def _descriptions(items: Iterable[Item]) -> dict[str, dict[str, str]]:
    """Scene → language → what it shows, from the first item that says so."""
    found: dict[str, dict[str, str]] = {}
    for item in items:
        if item.picture:
            texts = found.setdefault(item.picture, {})
            for code, text in item.texts.items():
                texts.setdefault(code, text.get("picture_description", ""))
    return found


def load_pictures(items: list[Item], records: Records) -> dict[str, Picture]:
    """The pictures by scene, drawn where they are missing; one that an editor deleted stays away."""
    descriptions = _descriptions(items)
    new = [scene for scene in descriptions if not records.knows(f"picture:{scene}")]
    with ThreadPoolExecutor(max_workers=2) as pool:
        for scene, content in zip(new, pool.map(draw, new), strict=True):
            picture = Picture(
                title=scene.replace("-", " ").capitalize(), description=descriptions[scene], credit=credit()
            )
            picture.file = ContentFile(content, name=f"{scene}.jpg")
            picture._set_image_file_metadata()  # noqa: SLF001 -- what Wagtail's own upload calls
            picture.save()
            records.add(f"picture:{scene}", picture, written="", content="")
    ids = {scene: records.object_id(f"picture:{scene}") for scene in descriptions}
    found = Picture.objects.in_bulk([int(each) for each in ids.values() if each])
    return {scene: found[int(each)] for scene, each in ids.items() if each and int(each) in found}
