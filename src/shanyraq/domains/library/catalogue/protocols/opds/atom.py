"""OPDS 1.2: feeds and entries as Atom."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from shanyraq.domains.library.catalogue.exports.citations.names import authors_of
from shanyraq.domains.library.catalogue.exports.dublin_core import xml_text, xml_value
from shanyraq.domains.library.catalogue.protocols.opds.feeds import Feed, Publication, Way
from shanyraq.domains.library.catalogue.queries.shown import direct_name

NAVIGATION: Final = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION: Final = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ENTRY: Final = "application/atom+xml;type=entry;profile=opds-catalog"
DESCRIPTION: Final = "application/opensearchdescription+xml"
_SPACES: Final = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/" '
    'xmlns:opds="http://opds-spec.org/2010/catalog" xmlns:thr="http://purl.org/syndication/thread/1.0" '
    'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
)
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def atom_feed(feed: Feed) -> str:
    """The feed as a whole document."""
    kind = NAVIGATION if feed.publications is None else ACQUISITION
    parts = [
        f"<id>{xml_text(feed.address)}</id><title>{xml_text(feed.title)}</title>",
        f"<updated>{moment(feed.changed_at)}</updated>",
        f"<author><name>Shanyraq</name><uri>{xml_text(feed.start)}</uri></author>",
        _link("self", feed.address, kind),
        _link("start", feed.start, NAVIGATION),
        _link("search", feed.search, DESCRIPTION),
        *_pages(feed),
        *_facets(feed),
        *(_way(each, feed.changed_at) for each in feed.ways),
        *(entry(each) for each in feed.publications or ()),
    ]
    return f"{_DECLARATION}<feed {_SPACES}>{''.join(parts)}</feed>\n"


def atom_entry(publication: Publication) -> str:
    """One publication as a document of its own."""
    return f"{_DECLARATION}{entry(publication, spaces=f' {_SPACES}')}\n"


def moment(when: datetime) -> str:
    """A time as Atom writes it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def search_description(template: str, name: str, description: str) -> str:
    """The OpenSearch description; *template* holds ``{searchTerms}``."""
    return (
        f'{_DECLARATION}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{xml_text(name[:16])}</ShortName><Description>{xml_text(description)}</Description>"
        f"<InputEncoding>UTF-8</InputEncoding><OutputEncoding>UTF-8</OutputEncoding>"
        f'<Url type="{ACQUISITION}" template="{xml_value(template)}"/></OpenSearchDescription>\n'
    )


def entry(publication: Publication, *, spaces: str = "") -> str:
    """One publication as an entry."""
    shown = publication.edition
    told = shown.described
    parts = [
        f"<title>{xml_text(shown.full_title)}</title><id>{xml_text(publication.page)}</id>",
        f"<updated>{moment(shown.edition.changed_at)}</updated>",
        *(f"<author><name>{xml_text(direct_name(each))}</name></author>" for each in authors_of(told)),
        *(f"<dc:language>{tag}</dc:language>" for tag in publication.languages),
        *(f"<dc:publisher>{xml_text(each)}</dc:publisher>" for each in told.publishers),
        f"<dc:issued>{told.year:04d}</dc:issued>" if told.year else "",
        *(f"<dc:identifier>urn:isbn:{xml_text(each)}</dc:identifier>" for each in told.isbns),
        *(_category(each.text) for each in told.subjects),
        f"<summary>{xml_text(told.summary)}</summary>" if told.summary else "",
        _link("http://opds-spec.org/image", publication.cover, "image/png"),
        _link("http://opds-spec.org/image/thumbnail", publication.cover, "image/png"),
        _link("alternate", publication.page, "text/html"),
        _link("self", publication.address, ENTRY),
        *(
            _link(
                f"http://opds-spec.org/acquisition{f'/{each.relation}' if each.relation else ''}",
                each.address, each.media_type, title=each.title, length=each.size,
            )
            for each in publication.acquisitions
        ),
    ]  # fmt: skip  # in the order in which Atom likes them
    return f"<entry{spaces}>{''.join(parts)}</entry>"


def _category(text: str) -> str:
    return f'<category term="{xml_value(text)}" label="{xml_value(text)}"/>'


def _way(way: Way, changed_at: datetime) -> str:
    kind = ACQUISITION if way.is_acquisition else NAVIGATION
    return (
        f"<entry><title>{xml_text(way.title)}</title><id>{xml_text(way.address)}</id>"
        f"<updated>{moment(changed_at)}</updated>"
        f'<content type="text">{xml_text(way.summary or way.title)}</content>'
        f"{_link(way.relation, way.address, kind)}</entry>"
    )


def _pages(feed: Feed) -> list[str]:
    pages = feed.pages
    if pages is None:
        return []
    ways = (
        ("first", pages.first),
        ("previous", pages.previous),
        ("next", pages.following),
        ("last", pages.last),
    )
    return [
        f"<opensearch:totalResults>{pages.total}</opensearch:totalResults>",
        f"<opensearch:itemsPerPage>{pages.per_page}</opensearch:itemsPerPage>",
        f"<opensearch:startIndex>{(pages.number - 1) * pages.per_page + 1}</opensearch:startIndex>",
        *(_link(name, address, ACQUISITION) for name, address in ways if address),
    ]


def _facets(feed: Feed) -> list[str]:
    active = ' opds:activeFacet="true"'
    return [
        f'<link rel="http://opds-spec.org/facet" href="{xml_value(value.address)}" type="{ACQUISITION}" '
        f'title="{xml_value(value.title)}" opds:facetGroup="{xml_value(group.title)}" '
        f'thr:count="{value.count}"{active if value.is_active else ""}/>'
        for group in feed.facets
        for value in group.values
    ]


def _link(relation: str, address: str, media_type: str, *, title: str = "", length: int | None = None) -> str:
    told = f' title="{xml_value(title)}"' if title else ""
    size = f' length="{length}"' if length else ""
    return f'<link rel="{relation}" href="{xml_value(address)}" type="{xml_value(media_type)}"{told}{size}/>'
