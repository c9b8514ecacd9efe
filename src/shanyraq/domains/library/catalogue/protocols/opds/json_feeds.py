"""OPDS 2.0: feeds and publications as JSON, in the vocabulary of Readium's web publications."""

from __future__ import annotations

from typing import Any, Final

from shanyraq.domains.library.catalogue.description import Agent
from shanyraq.domains.library.catalogue.exports.citations.names import authors_of, pages_of, with_role
from shanyraq.domains.library.catalogue.exports.json_ld import TYPES as SCHEMA_TYPES
from shanyraq.domains.library.catalogue.protocols.opds.atom import moment
from shanyraq.domains.library.catalogue.protocols.opds.feeds import Feed, Publication
from shanyraq.domains.library.catalogue.queries.shown import direct_name

FEED: Final = "application/opds+json"
PUBLICATION: Final = "application/opds-publication+json"
ACQUISITION: Final = "http://opds-spec.org/acquisition"


def json_feed(feed: Feed) -> dict[str, Any]:
    """The feed as an object."""
    found: dict[str, Any] = {
        "metadata": {"title": feed.title, "modified": moment(feed.changed_at), **_numbers(feed)},
        "links": _links(feed),
    }
    if feed.ways:
        found["navigation"] = [
            {"href": each.address, "title": each.title, "type": FEED, "rel": each.relation}
            for each in feed.ways
        ]
    if feed.publications is not None:
        found["publications"] = [json_publication(each) for each in feed.publications]
    if feed.facets:
        found["facets"] = [
            {
                "metadata": {"title": group.title},
                "links": [
                    {
                        "href": each.address, "type": FEED, "title": each.title,
                        "properties": {"numberOfItems": each.count},
                        **({"rel": "self"} if each.is_active else {}),
                    }
                    for each in group.values
                ],
            }
            for group in feed.facets
        ]  # fmt: skip  # one link, then the next
    return found


def json_publication(publication: Publication) -> dict[str, Any]:
    """One publication as an object."""
    return {
        "metadata": _metadata(publication),
        "links": [
            {"rel": "self", "href": publication.address, "type": PUBLICATION},
            {"rel": "alternate", "href": publication.page, "type": "text/html"},
            *(
                {
                    "rel": f"{ACQUISITION}/{each.relation}" if each.relation else ACQUISITION,
                    "href": each.address,
                    "type": each.media_type,
                    **({"title": each.title} if each.title else {}),
                    **({"size": each.size} if each.size else {}),
                }
                for each in publication.acquisitions
            ),
        ],
        "images": [{"href": publication.cover, "type": "image/png", "width": 300, "height": 440}],
    }


def _metadata(publication: Publication) -> dict[str, Any]:
    shown = publication.edition
    told = shown.described
    found: dict[str, Any] = {
        "@type": f"http://schema.org/{SCHEMA_TYPES.get(told.kind, 'CreativeWork')}",
        "identifier": f"urn:isbn:{told.isbns[0]}" if told.isbns else publication.page,
        "title": shown.title,
        "subtitle": told.subtitle,
        "modified": moment(shown.edition.changed_at),
        "published": f"{told.year:04d}" if told.year else "",
        "language": publication.languages,
        "author": [_agent(each) for each in authors_of(told)],
        "editor": [_agent(each) for each in with_role(told, "edt", "com")],
        "translator": [_agent(each) for each in with_role(told, "trl")],
        "illustrator": [_agent(each) for each in with_role(told, "ill")],
        "publisher": [{"name": each} for each in told.publishers],
        "subject": [{"name": each.text} for each in told.subjects],
        "description": told.summary,
        "numberOfPages": int(pages_of(told.extent) or 0),
        "belongsTo": {"series": [{"name": each.title} for each in told.series]} if told.series else None,
    }
    return {name: value for name, value in found.items() if value}


def _agent(agent: Agent) -> dict[str, str]:
    return {"name": direct_name(agent), "sortAs": agent.name.text}


def _numbers(feed: Feed) -> dict[str, int]:
    if feed.pages is None:
        return {}
    pages = feed.pages
    return {"numberOfItems": pages.total, "itemsPerPage": pages.per_page, "currentPage": pages.number}


def _links(feed: Feed) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = [
        {"rel": "self", "href": feed.address, "type": FEED},
        {"rel": "start", "href": feed.start, "type": FEED},
        {"rel": "search", "href": f"{feed.search}{{?query}}", "type": FEED, "templated": True},
    ]
    if feed.pages:
        ways = ("first", feed.pages.first), ("previous", feed.pages.previous)
        more = ("next", feed.pages.following), ("last", feed.pages.last)
        links += [{"rel": name, "href": href, "type": FEED} for name, href in (*ways, *more) if href]
    return links
