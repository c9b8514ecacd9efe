"""What templates of places, routes, events, people, works and stories ask for: `{% load portal_places %}`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.design.parts import Term
from shanyraq.surfaces.portal import event_words, map_badges, place_words, route_map
from shanyraq.surfaces.portal.queries.addresses import address_of

register = template.Library()

BADGE_RADIUS = 20
"""Of a number on the drawn map, in units of its view box."""

register.filter("occurrence_words", event_words.occurrence_words)
register.filter("moment_words", event_words.moment_words)
register.filter("weekday_words", event_words.weekday_words)
register.filter("partial_date_words", place_words.partial_date_words)
register.filter("kilometres", place_words.kilometres)
register.filter("degrees", place_words.degrees)


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place on the drawn map: where it lies and where its badge stands, in units of the view box."""

    place: Any
    number: int | None
    href: str
    x: float
    y: float
    badge_x: float
    badge_y: float


@register.inclusion_tag("portal/partials/map.html", takes_context=True)
def place_map(
    context: Context,
    *,
    label: str,
    stops: Iterable[Any] = (),
    places: Iterable[Any] = (),
    place: Any = None,
    line: bool = False,
) -> dict[str, Any]:
    """The drawn map that a script replaces by a live one.

    Takes the ``stops`` of a route, which keep their numbers, or several ``places``, numbered in order, or one
    ``place``; those without coordinates are left out. ``line`` draws the way from stop to stop.
    """
    pairs = [(stop.number, stop.place) for stop in stops]
    pairs = pairs or list(enumerate([place] if place else places, start=1))
    points = _points([pair for pair in pairs if pair[1].has_coordinates])
    return {
        "label": label,
        "points": points,
        "line": " ".join(f"{point.x:g},{point.y:g}" for point in points) if line else "",
        "radius": BADGE_RADIUS,
        "outline": route_map.outline_path(),
        "water": route_map.water_path(),
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE", ""),
    }


def _points(pairs: list[tuple[int, Any]]) -> list[MapPoint]:
    language = get_language() or ""
    spots = [route_map.project(float(place.longitude), float(place.latitude)) for _number, place in pairs]
    badges = map_badges.spread(spots, gap=2 * BADGE_RADIUS + 4, margin=BADGE_RADIUS + 4)
    return [
        MapPoint(place, number if len(pairs) > 1 else None, address_of(place, language), *spot, *badge)
        for (number, place), spot, badge in zip(pairs, spots, badges, strict=True)
    ]


@register.inclusion_tag("portal/partials/hours.html")
def opening_hours(*, hours: Iterable[Any], exceptions: Iterable[Any], note: str, lang: str) -> dict[str, Any]:
    """The week with today marked, coming exceptions and the note, which is in the language ``lang``."""
    return {
        "week": place_words.week(hours),
        "exceptions": place_words.exceptional_days(exceptions),
        "note": note,
        "lang": lang,
    }


@register.inclusion_tag("portal/partials/accessibility.html")
def accessibility(*, subject: Any, venue: Any = None) -> dict[str, Any]:
    """The answers on accessibility of a place or an event, by icon and word.

    What an event leaves open is answered by its ``venue``.
    """
    answers = place_words.ease_of(subject, venue)
    return {"answers": answers, "nothing_known": all(each.state == "unknown" for each in answers)}


@register.simple_tag
def place_facts(*, page: Any) -> list[Term]:
    """Kind, foundation, area, world heritage and season of a place, as far as known."""
    facts = (
        (_("Kind"), page.get_type_display()),
        (_("Founded"), page.founded and str(page.founded)),
        (_("Area"), page.area_hectares and place_words.hectares(page.area_hectares)),
        (_("World Heritage since"), page.world_heritage_year and str(page.world_heritage_year)),
        (_("Best time"), place_words.season_words(page.season_from, page.season_to)),
    )
    return _terms(facts)


@register.simple_tag
def route_facts(*, page: Any, stops: list[Any], length: float) -> list[Term]:
    """How many stops a route has, how long it is as the crow flies, and its best months."""
    season = place_words.season_words(page.season_from, page.season_to)
    facts = (
        (_("Stops"), len(stops)),
        (_("Length as the crow flies"), length and place_words.kilometres(length)),
        (_("Best time"), season),
    )
    return _terms(facts)


@register.simple_tag
def event_facts(*, page: Any) -> list[Term]:
    """Recurrence, price and audience of an event, as far as known."""
    facts = [
        Term(term=term, definition=words)
        for term, words in (
            (_("How often"), event_words.recurrence_words(page.recurrence)),
            (_("Price"), event_words.price_words(page)),
        )
        if words
    ]
    if page.audience:
        facts.append(Term(term=_("For whom"), definition=page.audience, language=page.content_language))
    return facts


@register.simple_tag
def person_facts(*, page: Any) -> list[Term]:
    """The dates of a life and the place of birth, as far as known."""
    own = page.content_language
    facts = [
        Term(term=_("Born"), definition=page.born and place_words.partial_date_words(page.born)),
        Term(term=_("Died"), definition=page.died and place_words.partial_date_words(page.died)),
        Term(term=_("Note on the dates"), definition=page.lifespan_note, language=own),
        Term(term=_("Place of birth"), definition=page.place_of_birth, language=own),
    ]
    return [fact for fact in facts if fact.definition]


@register.simple_tag
def work_facts(*, page: Any) -> list[Term]:
    """Kind and years of a work, and makers who have no page."""
    years = "–".join(dict.fromkeys(str(year) for year in (page.year, page.year_to) if year))
    facts = _terms(((_("Kind"), page.get_type_display()), (_("Year"), years)))
    if page.maker_names:
        names = page.maker_names.splitlines()
        facts.append(Term(term=_("Makers"), definition=names, language=page.content_language))
    return facts


@register.simple_tag
def ensemble_facts(*, page: Any) -> list[Term]:
    """Kind and foundation of an ensemble."""
    return _terms(((_("Kind"), page.get_type_display()), (_("Founded"), page.founded and str(page.founded))))


def _terms(facts: Iterable[tuple[str, Any]]) -> list[Term]:
    return [Term(term=term, definition=str(words)) for term, words in facts if words]
