"""The doors of OPDS: the same feeds as Atom at ``/opds`` and as JSON at ``/opds/v2``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.catalogue.protocols.opds import atom, json_feeds
from shanyraq.domains.library.catalogue.protocols.opds.feeds import (
    FacetGroup,
    FacetValue,
    Feed,
    Pages,
    Publication,
    Way,
)
from shanyraq.domains.library.catalogue.public_parts import acquisitions_of, digital_editions
from shanyraq.domains.library.catalogue.queries.people import SOURCE
from shanyraq.domains.library.catalogue.queries.shown import ShownEdition
from shanyraq.domains.library.catalogue.queries.visibility import seen_editions
from shanyraq.domains.library.catalogue.web.addresses import permanent_address
from shanyraq.domains.library.catalogue.web.machines import open_to_all, refused_by_rate
from shanyraq.domains.library.catalogue.wording.languages import language_name
from shanyraq.domains.library.catalogue.wording.words import KINDS
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.search.asking.parsing import cleaned
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.queries.results import results
from shanyraq.platform.search.web.addresses import page_number

PER_PAGE: Final = 50
MOST_FOUND: Final = 500
"""The best results of a search, of which the digital ones are shown."""


@require_safe
def show_start(request: HttpRequest, version: str = "1") -> HttpResponse:
    """The first feed: ways to the others."""
    with translation.override(_language(request)):
        ways = [
            Way(title=_("New digital editions"), address=_at("publications", version),
                relation="http://opds-spec.org/sort/new"),
        ]  # fmt: skip  # a way a line
        digital = digital_editions(seen_editions(), request).order_by()
        for code, number in (
            digital.values_list("language")
            .annotate(number=Count("pk", distinct=True))
            .order_by("-number")[:30]
        ):
            if code:
                address = _at("publications", version, language=code)
                ways.append(Way(title=language_name(code), address=address, summary=str(number)))
        feed = _feed(_("Kazakh National Electronic Library"), _at("start", version), version, ways=ways)
        return _answer(request, feed, version)


@require_safe
def show_publications(request: HttpRequest, version: str = "1") -> HttpResponse:
    """Digital editions, the newest first, narrowed by language and kind."""
    with translation.override(_language(request)):
        chosen = {name: request.GET.get(name, "")[:12] for name in ("language", "kind")}
        chosen = {name: value for name, value in chosen.items() if value}
        digital = digital_editions(seen_editions().filter(**chosen), request)
        feed = _list_feed(
            request, digital, _("New digital editions"), named=("publications", version, chosen)
        )
        return _answer(request, feed, version)


@require_safe
def search_publications(request: HttpRequest, version: str = "1") -> HttpResponse:
    """Digital editions that are found by words."""
    with translation.override(_language(request)):
        query = cleaned(request.GET.get("query", "") or request.GET.get("q", ""))
        digital = digital_editions(seen_editions().filter(pk__in=_found(query)), request)
        title = _("Search: %(words)s") % {"words": query}
        feed = _list_feed(request, digital, title, named=("search", version, {"query": query}))
        return _answer(request, feed, version)


@require_safe
def show_publication(request: HttpRequest, public_id: str, version: str = "1") -> HttpResponse:
    """One digital edition."""
    found = digital_editions(seen_editions().filter(public_id=public_id), request).first()
    publications = _publications([found], request, version) if found else []
    if not publications:
        raise Http404
    with translation.override(_language(request)):
        if version == "1":
            return _sent(request, atom.atom_entry(publications[0]), atom.ENTRY)
        return _sent(request, _json(json_feeds.json_publication(publications[0])), json_feeds.PUBLICATION)


@require_safe
def describe_search(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description for OPDS 1.2."""
    with translation.override(_language(request)):
        template = f"{_whole(reverse('library_opds_search'))}?query={{searchTerms}}"
        name = _("Library")
        body = atom.search_description(template, name, _("Kazakh National Electronic Library"))
    return _sent(request, body, atom.DESCRIPTION)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else translation.get_language_from_request(request)


def _found(query: str) -> list[int]:
    if not query:
        return []
    try:
        found = results(
            Wish(words=query, language=translation.get_language() or "kk", source=SOURCE, limit=MOST_FOUND)
        )
    except NoIndex:
        return []
    return [int(hit.number.partition(":")[2]) for hit in found.hits]


def _list_feed(
    request: HttpRequest, digital: QuerySet[Edition], title: str, *, named: tuple[str, str, dict[str, str]]
) -> Feed:
    name, version, chosen = named
    number, total = page_number(request.GET.get("page", "")), digital.count()
    last = max((total - 1) // PER_PAGE + 1, 1)
    number = min(number, last)
    part = digital[(number - 1) * PER_PAGE : number * PER_PAGE]
    pages = Pages(
        number=number,
        per_page=PER_PAGE,
        total=total,
        first=_at(name, version, **chosen),
        last=_at(name, version, **chosen, page=str(last)),
        previous=_at(name, version, **chosen, page=str(number - 1)) if number > 1 else "",
        following=_at(name, version, **chosen, page=str(number + 1)) if number < last else "",
    )
    facets = (
        _facets(digital_editions(seen_editions(), request), version, chosen) if name == "publications" else []
    )
    address = _at(name, version, **chosen, **({"page": str(number)} if number > 1 else {}))
    return _feed(
        title,
        address,
        version,
        publications=_publications(part, request, version),
        facets=facets,
        pages=pages,
    )


def _feed(title: str, address: str, version: str, **rest: Any) -> Feed:
    search = _whole(reverse("library_opds_description")) if version == "1" else _at("search", version)
    return Feed(
        title=title,
        address=address,
        start=_at("start", version),
        search=search,
        changed_at=timezone.now(),
        **rest,
    )


def _publications(editions: Any, request: HttpRequest, version: str) -> list[Publication]:
    """Editions with their acquisitions; an edition that cannot be got is left out, as the standard wants."""
    found = list(editions)
    ways = acquisitions_of([each.pk for each in found], request)
    return [
        Publication(
            edition=ShownEdition(each),
            address=_whole(reverse(_name("publication", version), args=[each.public_id])),
            page=permanent_address(each),
            cover=_whole(reverse("library_cover_png", args=[each.public_id])),
            acquisitions=tuple(_with_host(ways[each.pk])),
        )
        for each in found
        if ways.get(each.pk)
    ]


def _with_host(ways: Sequence[Any]) -> list[Any]:
    return [replace(each, address=_whole(each.address)) for each in ways]


def _facets(digital: QuerySet[Edition], version: str, chosen: dict[str, str]) -> list[FacetGroup]:
    groups = []
    for name, title, label in (("language", _("Language"), language_name), ("kind", _("Kind"), _kind)):
        others = {key: value for key, value in chosen.items() if key != name}
        narrowed = digital.filter(**others).order_by()
        counted = narrowed.values_list(name).annotate(number=Count("pk", distinct=True))
        values = tuple(
            FacetValue(
                title=label(value),
                address=_at("publications", version, **(others | {name: value})),
                count=number,
                is_active=chosen.get(name) == value,
            )
            for value, number in counted.order_by("-number", name)[:30]
            if value
        )
        if values:
            groups.append(FacetGroup(title=str(title), values=values))
    return groups


def _kind(code: str) -> str:
    return str(KINDS.get(code, code))


def _name(name: str, version: str) -> str:
    return f"library_opds{'' if version == '1' else '2'}_{name}"


def _at(name: str, version: str, **query: str) -> str:
    address = _whole(reverse(_name(name, version)))
    return f"{address}?{urlencode(query)}" if query else address


def _whole(path: str) -> str:
    return path if "://" in path else f"{settings.NOTIFICATIONS_ADDRESS}{path}"


def _answer(request: HttpRequest, feed: Feed, version: str) -> HttpResponse:
    if version == "1":
        kind = atom.NAVIGATION if feed.publications is None else atom.ACQUISITION
        return _sent(request, atom.atom_feed(feed), kind)
    return _sent(request, _json(json_feeds.json_feed(feed)), json_feeds.FEED)


def _json(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False)


def _sent(request: HttpRequest, body: str, media_type: str) -> HttpResponse:
    """What one may have can depend on who one is: only strangers' answers may be kept on the way."""
    if refused := refused_by_rate(request, "library_opds"):
        return refused
    charset = ";charset=utf-8" if "+xml" in media_type else ""
    response = HttpResponse(body, content_type=f"{media_type}{charset}")
    is_known = request.user.is_authenticated
    response["Cache-Control"] = "private, max-age=0" if is_known else "public, max-age=300"
    return open_to_all(response)
