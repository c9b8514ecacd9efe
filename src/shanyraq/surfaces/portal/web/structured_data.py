"""What search engines read: schema.org objects as JSON-LD. https://schema.org"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shanyraq.kernel.languages import DEFAULT
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries.addresses import address_of
from shanyraq.surfaces.portal.queries.around import HOME_DEPTH, pages_above
from shanyraq.surfaces.portal.queries.events import occurrences_of
from shanyraq.surfaces.portal.queries.pictures import SHARED, renditions_of

Data = dict[str, Any]

PLACE_TYPES = {
    "museum": "Museum",
    "museum_reserve": "Museum",
    "theatre": "PerformingArtsTheater",
    "concert_organisation": "MusicVenue",
    "library": "Library",
    "gallery": "ArtGallery",
    "cinema": "MovieTheater",
    "monument": "LandmarksOrHistoricalBuildings",
}
WORK_TYPES = {
    "film": "Movie",
    "music": "MusicComposition",
    "book": "Book",
    "painting": "Painting",
    "play": "Play",
    "craft": "VisualArtwork",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COMING_DAYS = 366


def structured_data(page: Any, request: HttpRequest, context: dict[str, Any]) -> list[Data]:
    """The schema.org objects of a page: what it is about, and where it stands in the house."""
    describe = _DESCRIBERS.get(type(page), _web_page)
    thing = {"@context": "https://schema.org"} | _basics(page, request) | describe(page, request, context)
    return [_without_blanks(thing), breadcrumb_list(page, request)]


def breadcrumb_list(page: Any, request: HttpRequest) -> Data:
    """The pages above, as a BreadcrumbList."""
    language = get_language() or DEFAULT
    home = [(_("Home"), f"/{language}/")] if page.depth > HOME_DEPTH else []
    below = [(each.title, address_of(each, language)) for each in (*pages_above(page), page)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": title,
                "item": _absolute(address, request),
            }
            for number, (title, address) in enumerate([*home, *below], start=1)
        ],
    }


def _absolute(url: str | None, request: HttpRequest) -> str:
    return request.build_absolute_uri(url or "/")


def _address(page: Any, request: HttpRequest) -> str:
    return _absolute(address_of(page, get_language() or DEFAULT), request)


def _basics(page: Any, request: HttpRequest) -> Data:
    return {
        "name": page.title,
        "description": page.search_description or page.summary,
        "url": _address(page, request),
        "inLanguage": page.language.bcp47,
        "image": _image(page, request),
    }


def _image(page: Any, request: HttpRequest) -> Data | None:
    if page.picture is None:
        return None
    description, credit = page.picture_text
    rendition = renditions_of(page.picture, [SHARED])[SHARED]
    return {
        "@type": "ImageObject",
        "url": _absolute(rendition.url, request),
        "caption": description,
        "creditText": credit,
    }


def _web_page(_page: Any, _request: HttpRequest, _context: dict[str, Any]) -> Data:
    return {"@type": "WebPage"}


def _home(page: Any, request: HttpRequest, _context: dict[str, Any]) -> Data:
    results = _absolute(reverse("search:results"), request)
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{results}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return {"@type": "WebSite", "url": _address(page, request), "potentialAction": search}


def _news(page: Any, request: HttpRequest, _context: dict[str, Any]) -> Data:
    return {
        "@type": "NewsArticle",
        "headline": page.title[:110],
        "datePublished": page.date.isoformat(),
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "mainEntityOfPage": _address(page, request),
    }


def _story(page: Any, _request: HttpRequest, _context: dict[str, Any]) -> Data:
    return {
        "@type": "ShortStory",
        "audience": {
            "@type": "PeopleAudience",
            "suggestedMinAge": page.age_from,
            "suggestedMaxAge": page.age_to,
        },
        "timeRequired": f"PT{page.minutes}M" if page.minutes else None,
    }


def _event(page: Any, request: HttpRequest, context: dict[str, Any]) -> Data:
    now = timezone.now()
    coming = context.get("occurrences") or occurrences_of(page, now, now + timedelta(days=COMING_DAYS))
    start, end = (coming[0].start, coming[0].end) if coming else (page.start, page.end)
    venue = context.get("venue")
    return {
        "@type": "Event",
        "startDate": timezone.localtime(start).isoformat(),
        "endDate": timezone.localtime(end).isoformat() if end else None,
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "isAccessibleForFree": {"free": True, "paid": False}.get(page.price_kind),
        "offers": _offer(page),
        "location": _venue(venue, request) if venue else {"@type": "Place", "name": page.venue_note},
    }


def _offer(page: Any) -> Data | None:
    if page.price_kind != "paid" or page.price_from is None:
        return None
    return {
        "@type": "AggregateOffer",
        "lowPrice": str(page.price_from),
        "highPrice": str(page.price_to or page.price_from),
        "priceCurrency": page.currency,
    }


def _venue(place: Any, request: HttpRequest) -> Data:
    return {
        "@type": PLACE_TYPES[place.type],
        "name": place.title,
        "address": place.address,
        "url": _address(place, request),
    }


def _place(page: Any, _request: HttpRequest, context: dict[str, Any]) -> Data:
    return {
        "@type": PLACE_TYPES[page.type],
        "address": page.address,
        "telephone": page.phone,
        "email": page.email,
        "foundingDate": str(page.founded) if page.founded else None,
        "sameAs": [each for each in (_wikidata(page), page.website) if each],
        "geo": _coordinates(page),
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{WEEKDAYS[row.weekday]}",
                "opens": row.opens.isoformat("minutes"),
                "closes": row.closes.isoformat("minutes"),
            }
            for row in context.get("hours", ())
        ],
    }


def _coordinates(page: Any) -> Data | None:
    if not page.has_coordinates:
        return None
    return {"@type": "GeoCoordinates", "latitude": float(page.latitude), "longitude": float(page.longitude)}


def _wikidata(page: Any) -> str | None:
    return f"http://www.wikidata.org/entity/{page.wikidata}" if page.wikidata else None


def _person(page: Any, _request: HttpRequest, context: dict[str, Any]) -> Data:
    return {
        "@type": "Person",
        "birthDate": page.born,
        "deathDate": page.died,
        "birthPlace": {"@type": "Place", "name": page.place_of_birth} if page.place_of_birth else None,
        "jobTitle": [str(role) for role in context.get("roles", ())],
        "sameAs": _wikidata(page),
        "inLanguage": None,
    }


def _ensemble(page: Any, _request: HttpRequest, _context: dict[str, Any]) -> Data:
    return {
        "@type": "PerformingGroup",
        "foundingDate": str(page.founded) if page.founded else None,
        "sameAs": page.website,
        "inLanguage": None,
    }


def _work(page: Any, request: HttpRequest, context: dict[str, Any]) -> Data:
    makers = [
        {"@type": "Person", "name": each.title, "url": _address(each, request)}
        for each in context.get("makers", ())
    ]
    return {
        "@type": WORK_TYPES[page.type],
        "creator": makers or page.maker_names,
        "dateCreated": str(page.year) if page.year else None,
        "sameAs": _wikidata(page),
        "inLanguage": None,
    }


def _collection(_page: Any, request: HttpRequest, context: dict[str, Any]) -> Data:
    parts = [
        {"@type": WORK_TYPES[each.type], "name": each.title, "url": _address(each, request)}
        for each in context.get("works", ())
    ]
    return {"@type": "Collection", "hasPart": parts}


def _exhibition(page: Any, request: HttpRequest, context: dict[str, Any]) -> Data:
    place = context.get("place")
    return {
        "@type": "ExhibitionEvent",
        "startDate": page.first_date.isoformat() if page.first_date else None,
        "endDate": page.last_date.isoformat() if page.last_date else None,
        "location": _venue(place, request) if place else None,
    }


def _document(page: Any, _request: HttpRequest, _context: dict[str, Any]) -> Data:
    is_law = page.type == "law"
    return {
        "@type": "Legislation" if is_law else "DigitalDocument",
        "legislationIdentifier" if is_law else "identifier": page.number,
        "legislationDate" if is_law else "datePublished": page.date.isoformat() if page.date else None,
        "sameAs": page.official_url,
    }


def _route(_page: Any, request: HttpRequest, context: dict[str, Any]) -> Data:
    stops = [
        {"@type": "ListItem", "position": stop.number, "item": _venue(stop.place, request)}
        for stop in context.get("stops", ())
    ]
    return {"@type": "TouristTrip", "itinerary": {"@type": "ItemList", "itemListElement": stops}}


def _without_blanks(data: Any) -> Any:
    """Without keys that have nothing to say."""
    if isinstance(data, dict):
        cleaned = {key: _without_blanks(value) for key, value in data.items()}
        return {key: value for key, value in cleaned.items() if value not in (None, "", [], {})}
    if isinstance(data, list):
        return [_without_blanks(value) for value in data]
    return data


_DESCRIBERS: dict[type, Callable[[Any, HttpRequest, dict[str, Any]], Data]] = {
    models.HomePage: _home,
    models.NewsPage: _news,
    models.StoryPage: _story,
    models.EventPage: _event,
    models.PlacePage: _place,
    models.PersonPage: _person,
    models.EnsemblePage: _ensemble,
    models.WorkPage: _work,
    models.CollectionPage: _collection,
    models.ExhibitionPage: _exhibition,
    models.DocumentPage: _document,
    models.RoutePage: _route,
}
