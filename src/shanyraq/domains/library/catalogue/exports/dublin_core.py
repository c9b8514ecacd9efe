"""Dublin Core, unqualified, as the XML of ``oai_dc``.

Strings are built by hand: harvesters ask for millions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from shanyraq.domains.library.catalogue.description import Description
from shanyraq.domains.library.catalogue.exports.citations.names import authors_of

TYPES: Final = {
    "map": "Image", "picture": "StillImage", "score": "Text", "sound": "Sound", "video": "MovingImage",
    "object": "PhysicalObject", "kit": "Collection",
}  # fmt: skip  # a list of words
"""Words of the DCMI Type Vocabulary; what is not here is Text."""
OPENING: Final = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ '
    'http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
)
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Text as XML 1.0 takes it: escaped, without the signs it forbids."""
    found = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _FORBIDDEN.sub("", found)


def xml_value(text: str) -> str:
    """The same for the value of an attribute in double quotes."""
    return xml_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def oai_dc(told: Description, address: str) -> str:
    """The element ``oai_dc:dc`` of an edition; *address* is its permanent one."""
    inner = "".join(
        f"<dc:{name}>{xml_text(value)}</dc:{name}>" for name, value in elements(told, address) if value
    )
    return f"{OPENING}{inner}</oai_dc:dc>"


def elements(told: Description, address: str) -> Iterator[tuple[str, str]]:
    """The fifteen elements, repeated as needed."""
    title = f"{told.title.text}: {told.subtitle}" if told.subtitle else told.title.text
    yield "title", ". ".join(part for part in (title, told.part_number, told.part_title) if part)
    for text in (*(text for _script, text in told.title.others), *(each.text for each in told.other_titles)):
        yield "title", text
    authors = authors_of(told)
    for agent in told.agents:
        for text in agent.name.texts:
            yield ("creator" if agent in authors else "contributor"), text
    yield from (("subject", each.text) for each in told.subjects)
    yield from (("subject", f"{scheme.upper()} {notation}") for scheme, notation in told.classes)
    yield "description", told.summary
    yield from (("publisher", each) for each in told.publishers)
    yield "date", str(told.year or "") or told.date
    yield "type", TYPES.get(told.kind, "Text")
    yield "format", told.extent
    yield "identifier", address
    yield from (("identifier", f"urn:isbn:{number}") for number in told.isbns)
    yield from (("identifier", f"urn:issn:{number}") for number in told.issns)
    yield "source", told.host
    yield from (("language", code) for code in told.languages)
    yield from (("relation", " ; ".join(filter(None, (each.title, each.number)))) for each in told.series)
