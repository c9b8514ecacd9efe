"""The menus of the demonstration."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from wagtail.models import Page

from shanyraq.surfaces.portal.demo.reading import FOLDER, DemoError, read_toml
from shanyraq.surfaces.portal.demo.records import Records
from shanyraq.surfaces.portal.models import Menu, MenuItem

MENUS = FOLDER / "menus.toml"


def load_menus(originals: dict[str, Page], records: Records, path: Path = MENUS) -> int:
    """Write the menus that were never written; how many. Menus belong to the editors from then on."""
    written = 0
    for values in read_toml(path).get("menu", ()):
        key = f"menu:{values['place']}:{values.get('position', 0)}"
        if records.knows(key):
            continue
        menu = Menu(place=values["place"], position=values.get("position", 0), title=values["title"])
        menu.items = [
            item
            for number, each in enumerate(values.get("items", ()))
            if (item := _item(each, number, originals))
        ]
        menu.save()
        records.add(key, menu, written=_digest(values), content="")
        written += 1
    return written


def _item(values: dict[str, Any], number: int, originals: dict[str, Page]) -> MenuItem | None:
    """A link; ``None`` when its page is not there (an editor deleted it)."""
    slug, address, text = values.get("page", ""), values.get("address", ""), values.get("text", {})
    if bool(slug) == bool(address):
        raise DemoError(f"menus.toml: a link needs a page or an address: {values}")
    if slug and slug not in originals:
        return None
    return MenuItem(sort_order=number, page=originals.get(slug), address=address, text=text)


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
