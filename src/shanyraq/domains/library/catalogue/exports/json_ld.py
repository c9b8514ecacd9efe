"""An edition as schema.org objects."""

from __future__ import annotations

from typing import Any, Final

from shanyraq.domains.library.catalogue.description import Agent, Description
from shanyraq.domains.library.catalogue.exports.citations.names import (
    authors_of,
    pages_of,
    whole_title,
    with_role,
)
from shanyraq.domains.library.catalogue.queries.shown import direct_name
from shanyraq.domains.library.catalogue.wording.languages import bcp47, script_of

TYPES: Final = {
    "book": "Book", "serial": "Periodical", "article": "Article", "map": "Map", "score": "SheetMusic",
    "sound": "AudioObject", "video": "VideoObject", "picture": "VisualArtwork", "manuscript": "Manuscript",
    "dissertation": "Thesis",
}  # fmt: skip  # a list of words


def json_ld(told: Description, *, address: str, work_address: str = "", image: str = "") -> dict[str, Any]:
    """The object of an edition; addresses are whole ones."""
    found = {
        "@context": "https://schema.org",
        "@type": TYPES.get(told.kind, "CreativeWork"),
        "@id": address,
        "url": address,
        "name": whole_title(told, ": "),
        "alternateName": [text for heading in (told.title, *told.other_titles) for text in heading.texts][1:],
        "author": [_agent(each) for each in authors_of(told)],
        "editor": [_agent(each) for each in with_role(told, "edt", "com")],
        "translator": [_agent(each) for each in with_role(told, "trl")],
        "illustrator": [_agent(each) for each in with_role(told, "ill")],
        "inLanguage": [bcp47(code, script_of(told.title.text)) for code in told.languages],
        "publisher": [{"@type": "Organization", "name": each} for each in told.publishers],
        "datePublished": str(told.year or "") or told.date,
        "bookEdition": told.edition if told.kind == "book" else "",
        "numberOfPages": int(pages_of(told.extent) or 0) if told.kind == "book" else 0,
        "isbn": list(told.isbns) if told.kind == "book" else [],
        "issn": list(told.issns) if told.kind == "serial" else [],
        "about": [each.text for each in told.subjects],
        "abstract": told.summary,
        "isPartOf": [{"@type": "BookSeries", "name": each.title} for each in told.series],
        "exampleOfWork": {"@type": "CreativeWork", "@id": work_address} if work_address else None,
        "image": image,
    }
    return {name: _single(value) for name, value in found.items() if value}


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _agent(agent: Agent) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "Person" if agent.kind == "person" else "Organization",
        "name": direct_name(agent),
    }
    others = [text for _script, text in agent.name.others]
    return found | {"alternateName": others} if others else found
