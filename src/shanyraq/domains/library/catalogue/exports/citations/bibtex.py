"""BibTeX entries that LaTeX reads without a slip: special signs escaped, letters in UTF-8 (biber,
biblatex).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from shanyraq.domains.library.catalogue.description import Agent, Description
from shanyraq.domains.library.catalogue.exports.citations.names import (
    authors_of,
    pages_of,
    split_name,
    whole_title,
    with_role,
)

TYPES: Final = {
    "book": "book", "serial": "periodical", "article": "article", "dissertation": "phdthesis",
    "manuscript": "unpublished", "electronic": "online",
}  # fmt: skip  # a list of words
_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip  # a table


def bibtex(told: Description, key: str, address: str) -> str:
    """One entry; *key* names it, *address* is the permanent one of the edition."""
    fields = [(name, value) for name, value in _fields(told) if value.strip()]
    width = max(len(name) for name, _value in (*fields, ("url", "")))
    lines = [f"  {name:<{width}} = {{{value}}}," for name, value in fields]
    lines.append(f"  {'url':<{width}} = {{{address}}}")
    return "\n".join((f"@{TYPES.get(told.kind, 'misc')}{{{key},", *lines, "}", ""))


def escaped(text: str) -> str:
    """Text in which no sign has a meaning for TeX."""
    return " ".join(text.split()).translate(_ESCAPES)


def _fields(told: Description) -> Iterator[tuple[str, str]]:
    yield "author", _people(authors_of(told))
    yield "editor", _people(with_role(told, "edt", "com"))
    yield "translator", _people(with_role(told, "trl"))
    # the second pair of braces keeps the capitals of names and of Kazakh and Russian titles
    yield "title", f"{{{escaped(whole_title(told, ': '))}}}"
    yield "journal" if told.kind == "article" else "booktitle", escaped(told.host)
    series = told.series[0] if told.series else None
    yield "series", escaped(series.title if series else "")
    yield "number", escaped(series.number if series else "")
    yield "edition", escaped(told.edition)
    yield "publisher", escaped("; ".join(told.publishers))
    yield "address", escaped("; ".join(told.places))
    yield "year", str(told.year or "") or escaped(told.date)
    yield "pagetotal", pages_of(told.extent)
    yield "isbn", escaped(", ".join(told.isbns))
    yield "issn", escaped(", ".join(told.issns))
    yield "langid", {"kaz": "kazakh", "rus": "russian", "eng": "english"}.get("".join(told.languages[:1]), "")
    yield "keywords", escaped(", ".join(each.text for each in told.subjects))


def _people(people: list[Agent]) -> str:
    return " and ".join(_person(each) for each in people)


def _person(agent: Agent) -> str:
    """``Family, Given``; a body in braces, so that its name is not taken apart at «and» or a comma."""
    family, given = split_name(agent)
    if agent.kind != "person":
        return f"{{{escaped(family)}}}"
    return f"{_one(family)}, {_one(given)}" if given else f"{{{escaped(family)}}}"


def _one(part: str) -> str:
    """A part of a name; one with «and» in it is kept together."""
    text = escaped(part)
    return f"{{{text}}}" if " and " in f" {text.lower()} " or "," in text else text
