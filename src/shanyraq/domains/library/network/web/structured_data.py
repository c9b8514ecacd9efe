"""schema.org of a library, for programs that read the public pages."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from shanyraq.domains.library.network import opening_hours
from shanyraq.domains.library.network.models import Branch, Library
from shanyraq.domains.library.network.queries.public_libraries import FoundLibrary

# In a script element only these can end it or open a comment; JSON accepts them escaped.
_ESCAPES: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def library_json_ld(found: FoundLibrary, request: HttpRequest) -> SafeString:
    """The library with its branches as departments, safe inside a script element whatever was typed."""
    library = found.library
    data = {
        "@context": "https://schema.org",
        **_place(library),
        "@id": request.build_absolute_uri(request.path),
        "url": library.website or request.build_absolute_uri(request.path),
        "email": library.email,
        "identifier": library.isil,
        "department": [_branch(each.branch) for each in found.branches],
    }
    return mark_safe(json.dumps(_full(data), ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 -- escaped above


def _place(thing: Library | Branch) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": str(thing.address),
        "addressLocality": str(thing.place),
        "addressCountry": "KZ",
    }
    return {"@type": "Library", "name": str(thing), "telephone": thing.phone, "address": _full(address)}


def _branch(branch: Branch) -> dict[str, Any]:
    data = {**_place(branch), "openingHoursSpecification": _hours(branch)}
    if branch.latitude is not None and branch.longitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": branch.latitude,
            "longitude": branch.longitude,
        }
    return _full(data)


def _hours(branch: Branch) -> list[dict[str, str]]:
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{name}",
            "opens": opens,
            "closes": "23:59" if closes == opening_hours.MIDNIGHT else closes,
        }
        for weekday, name in enumerate(_DAYS)
        for opens, closes in opening_hours.of_weekday(branch.opening_hours, weekday)
    ]


def _full(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", [], None)}
