"""From the files of the demonstration to items, with errors that name the file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shanyraq.kernel.languages import DEFAULT, LANGUAGES, fallback_chain

FOLDER = Path(__file__).resolve().parent
CONTENT = FOLDER / "content"
# an item may point to items of the kinds before its own
KINDS = (
    "home", "section", "plain", "place", "person", "ensemble", "work", "collection", "exhibition", "event",
    "news", "story", "document", "route",
)  # fmt: skip  # words read in lines
_TOP = {"kind", "slug", "parent", "picture", "facts", *LANGUAGES}


class DemoError(ValueError):
    """A file of the demonstration is wrong; the text names the file and what is wrong with it."""


@dataclass(frozen=True)
class Item:
    """One page of the demonstration in all languages that it is written in."""

    kind: str
    slug: str
    parent: str
    picture: str
    facts: dict[str, Any]
    texts: dict[str, dict[str, Any]]

    @property
    def original_language(self) -> str:
        """The language that the others are translated from: Kazakh, or the nearest there is."""
        return next(code for code in fallback_chain(DEFAULT) if code in self.texts)

    def best_language(self, code: str) -> str:
        """The language whose text a reader of ``code`` gets."""
        return next(each for each in fallback_chain(code) if each in self.texts)

    def digest(self, code: str) -> str:
        """Of everything that decides how the page in one language looks."""
        parts = [self.kind, self.slug, self.parent, self.picture, self.facts, self.texts[code]]
        return hashlib.sha256(
            json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode()
        ).hexdigest()


def read_toml(path: Path) -> dict[str, Any]:
    """The values of a file. Raises ``DemoError`` where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DemoError(f"{path.name}: {error}") from error


def read_item(path: Path) -> Item:
    """One item. Raises ``DemoError`` for unknown kinds, keys and languages and for missing texts."""
    values = read_toml(path)
    unknown = sorted(set(values) - _TOP)
    if unknown:
        raise DemoError(f"{path.name}: unknown keys {', '.join(unknown)}")
    if values.get("kind") not in KINDS:
        raise DemoError(f"{path.name}: unknown kind {values.get('kind')!r}")
    if values.get("slug") != path.stem:
        raise DemoError(f"{path.name}: the slug is {values.get('slug')!r}, not the name of the file")
    texts = {code: values[code] for code in LANGUAGES if code in values}
    if not texts:
        raise DemoError(f"{path.name}: there is no text in any language")
    for code, text in texts.items():
        if not text.get("title") or not text.get("summary"):
            raise DemoError(f"{path.name}: title or summary is missing in {code}")
    return Item(
        kind=values["kind"],
        slug=values["slug"],
        parent=values.get("parent", "" if values["kind"] == "home" else "home"),
        picture=values.get("picture", ""),
        facts=values.get("facts", {}),
        texts=texts,
    )


def read_items(folder: Path = CONTENT) -> list[Item]:
    """All items, each after its parent and, where that allows, after those it points to."""
    items = [read_item(path) for path in sorted(folder.glob("*/*.toml"))]
    by_slug = {item.slug: item for item in items}
    if len(by_slug) != len(items):
        slugs = [item.slug for item in items]
        raise DemoError(
            f"slugs used twice: {', '.join(sorted({slug for slug in slugs if slugs.count(slug) > 1}))}"
        )
    for item in items:
        if item.parent and item.parent not in by_slug:
            raise DemoError(f"{item.slug}.toml: there is no parent {item.parent!r}")
    return sorted(items, key=lambda item: (_depth(item, by_slug), KINDS.index(item.kind), _order(item)))


def _order(item: Item) -> tuple[int, str]:
    return int(item.facts.get("order", 100)), item.slug


def _depth(item: Item, by_slug: dict[str, Item]) -> int:
    depth, seen = 0, {item.slug}
    while item.parent:
        item = by_slug[item.parent]
        if item.slug in seen:
            raise DemoError(f"{item.slug}.toml: its parents go round in a circle")
        seen.add(item.slug)
        depth += 1
    return depth
