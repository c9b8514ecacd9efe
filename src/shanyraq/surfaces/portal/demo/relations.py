"""Which pages an item points to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.demo.reading import Item

_ONE = {
    "event": ("venue", "venue_id"),
    "ensemble": ("home_place", "home_place_id"),
    "exhibition": ("place", "place_id"),
}
_ROWS: dict[str, tuple[tuple[str, str, Any, str], ...]] = {
    "home": (("highlights", "highlights", models.HomeHighlight, "page_id"),),
    "work": (
        ("makers", "makers", models.WorkMaker, "person_id"),
        ("holders", "holders", models.WorkHolder, "place_id"),
    ),
    "collection": (("members", "members", models.CollectionMember, "work_id"),),
    "route": (("stops", "stops", models.RouteStop, "place_id"),),
}


def members_of(items: Iterable[Item]) -> None:
    """Collections named by works become members of those collections, after the ones listed there."""
    items = list(items)
    collections = {item.slug: item for item in items if item.kind == "collection"}
    for item in items:
        for slug in item.facts.get("collections", ()) if item.kind == "work" else ():
            members = collections[slug].facts.setdefault("members", []) if slug in collections else []
            if item.slug not in members:
                members.append(item.slug)


def targets(item: Item) -> list[str]:
    """The slugs of all pages that an item points to."""
    one = _ONE.get(item.kind)
    found = [item.facts[one[0]]] if one and item.facts.get(one[0]) else []
    for fact, *_rest in _ROWS.get(item.kind, ()):
        found += item.facts.get(fact, ())
    return found


def relation_values(item: Item, originals: dict[str, Page]) -> dict[str, Any]:
    """The relations of an item as values of its page's fields; pages that are not there are left out."""
    values: dict[str, Any] = {}
    if item.kind in _ONE:
        fact, attribute = _ONE[item.kind]
        target = originals.get(item.facts.get(fact, ""))
        values[attribute] = target.pk if target else None
    for fact, relation, row, attribute in _ROWS.get(item.kind, ()):
        there = [originals[slug] for slug in item.facts.get(fact, ()) if slug in originals]
        values[relation] = [row(sort_order=place, **{attribute: page.pk}) for place, page in enumerate(there)]
    return values
