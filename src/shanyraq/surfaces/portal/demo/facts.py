"""From the facts and texts of an item to the values of its page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.demo.markup import blocks_of
from shanyraq.surfaces.portal.demo.placed import Media, placed_blocks
from shanyraq.surfaces.portal.demo.reading import DemoError, Item
from shanyraq.surfaces.portal.models.accessibility import ACCESSIBILITY_FIELDS

Values = dict[str, Any]

MODELS: dict[str, Any] = {
    "home": models.HomePage,
    "section": models.SectionPage,
    "news": models.NewsPage,
    "event": models.EventPage,
    "place": models.PlacePage,
    "person": models.PersonPage,
    "ensemble": models.EnsemblePage,
    "work": models.WorkPage,
    "collection": models.CollectionPage,
    "exhibition": models.ExhibitionPage,
    "story": models.StoryPage,
    "document": models.DocumentPage,
    "plain": models.PlainPage,
    "route": models.RoutePage,
}
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip  # words read in lines
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_HOURS = re.compile(r"(\w{3})(?:-(\w{3}))? (\d\d:\d\d)-(\d\d:\d\d)")


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(value: Any) -> datetime:
    """A local clock time of the house as a moment."""
    local = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return timezone.make_aware(local) if timezone.is_naive(local) else local


def _season(facts: Values) -> Values:
    first, last = facts.get("season") or (None, None)
    return {
        "season_from": _MONTHS.index(first) + 1 if first else None,
        "season_to": _MONTHS.index(last) + 1 if last else None,
    }


def _rules(item: Item, text: Values) -> list[Values]:
    return [
        {"type": "rule", "value": rule, "id": str(uuid5(NAMESPACE_URL, f"demo:{item.slug}:rule:{number}"))}
        for number, rule in enumerate(text.get("rules", ()))
    ]


def opening_hours(item: Item) -> list[models.OpeningHours]:
    """Rows for lines such as ``mon-fri 10:00-18:00``. Raises ``DemoError`` for any other line."""
    rows = []
    for line in item.facts.get("hours", ()):
        match = _HOURS.fullmatch(line)
        if match is None or not {match[1], match[2] or match[1]} <= set(_DAYS):
            raise DemoError(f"{item.slug}.toml: opening hours {line!r}")
        first, last = _DAYS.index(match[1]), _DAYS.index(match[2] or match[1])
        rows += [
            models.OpeningHours(
                weekday=day, opens=time.fromisoformat(match[3]), closes=time.fromisoformat(match[4])
            )
            for day in range(first, last + 1)
        ]
    return [_sorted(row, number) for number, row in enumerate(rows)]


def _sorted(row: Any, number: int) -> Any:
    row.sort_order = number
    return row


def _section(item: Item, _text: Values) -> Values:
    facts = item.facts
    return {
        "position": facts.get("order", 100),
        "children_look": facts.get("children_look", False),
        "listing": facts.get("listing", "pages"),
    }


def _news(item: Item, _text: Values) -> Values:
    return {"date": _day(item.facts["date"])}


def _accessibility(facts: Values) -> Values:
    return {name: facts.get(name, "unknown") for name in ACCESSIBILITY_FIELDS}


def _event(item: Item, text: Values) -> Values:
    facts, price = item.facts, item.facts.get("price", {})
    return {
        **_accessibility(facts),
        "start": _moment(facts["start"]),
        "end": _moment(facts["end"]) if facts.get("end") else None,
        "recurrence": facts.get("recurrence", ""),
        "venue_note": text.get("venue_note", ""),
        "audience": text.get("audience", ""),
        "price_kind": price.get("kind", "unknown"),
        "price_from": price.get("from"),
        "price_to": price.get("to"),
        "currency": price.get("currency", "KZT"),
    }


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _place(item: Item, text: Values) -> Values:
    facts = item.facts
    same = ("coordinate_source", "coordinate_certainty", "wikidata", "email", "phone", "website")
    return {
        **_accessibility(facts),
        **_season(facts),
        **{name: facts.get(name, "") for name in same},
        "type": facts["type"],
        "latitude": _decimal(facts.get("latitude")),
        "longitude": _decimal(facts.get("longitude")),
        "founded": facts.get("founded"),
        "area_hectares": _decimal(facts.get("area_hectares")),
        "world_heritage_year": facts.get("world_heritage_year"),
        "address": text.get("address", ""),
        "getting_there": text.get("getting_there", ""),
        "hours_note": text.get("hours_note", ""),
        "rules": _rules(item, text),
        "opening_hours": opening_hours(item),
    }


def _person(item: Item, text: Values) -> Values:
    facts = item.facts
    return {
        "born": str(facts.get("born", "")),
        "died": str(facts.get("died", "")),
        "wikidata": facts.get("wikidata", ""),
        "lifespan_note": text.get("lifespan_note", ""),
        "place_of_birth": text.get("place_of_birth", ""),
        "roles": [
            models.PersonRole(role=role, sort_order=place)
            for place, role in enumerate(facts.get("roles", ()))
        ],
    }


def _ensemble(item: Item, _text: Values) -> Values:
    facts = item.facts
    return {"type": facts["type"], "founded": facts.get("founded"), "website": facts.get("website", "")}


def _work(item: Item, text: Values) -> Values:
    facts = item.facts
    first, last = facts.get("years") or (facts.get("year"), None)
    notes = text.get("makers_note", [])
    return {
        "type": facts["type"],
        "year": first,
        "year_to": last,
        "wikidata": facts.get("wikidata", ""),
        "maker_names": notes if isinstance(notes, str) else "\n".join(notes),
    }


def _exhibition(item: Item, _text: Values) -> Values:
    facts = item.facts
    return {
        "first_date": _day(facts["start"]) if facts.get("start") else None,
        "last_date": _day(facts["end"]) if facts.get("end") else None,
    }


def _story(item: Item, text: Values) -> Values:
    return {name: item.facts.get(name) for name in ("age_from", "age_to", "minutes")} | {
        "moral": text.get("moral", "")
    }


def _document(item: Item, _text: Values) -> Values:
    facts = item.facts
    return {
        "type": facts["type"],
        "date": _day(facts["date"]) if facts.get("date") else None,
        **{name: str(facts.get(name, "")) for name in ("number", "version", "official_url")},
    }


def _route(item: Item, text: Values) -> Values:
    return {**_season(item.facts), "rules": _rules(item, text)}


_BY_KIND: dict[str, Callable[[Item, Values], Values]] = {
    "section": _section, "news": _news, "event": _event, "place": _place, "person": _person,
    "ensemble": _ensemble, "work": _work, "exhibition": _exhibition, "story": _story, "document": _document,
    "route": _route,
}  # fmt: skip  # short pairs read in lines


def page_values(item: Item, code: str, media: Media) -> Values:
    """The values of the page's fields and child rows in the language ``code``, relations to pages left out.

    Raises ``DemoError`` naming the file when a fact is missing or malformed.
    """
    text = item.texts[code]
    values = {
        "title": text["title"],
        "draft_title": text["title"],
        "summary": text["summary"],
        "picture_description": text.get("picture_description", ""),
    }
    try:
        placed = placed_blocks(item, code, media)
        body = blocks_of(text.get("body", ""), slug=item.slug, links=item.kind != "story", placed=placed)
        return values | {"body": body} | _BY_KIND.get(item.kind, lambda _item, _text: {})(item, text)
    except (KeyError, ValueError, TypeError) as error:
        raise DemoError(f"{item.slug}.toml: {type(error).__name__} {error}") from error
