"""References in the style of the American Psychological Association, seventh edition."""

from __future__ import annotations

import re
from typing import NamedTuple

from shanyraq.domains.library.catalogue.description import Agent, Description
from shanyraq.domains.library.catalogue.exports.citations.names import (
    authors_of,
    initials_first,
    inverted,
    whole_title,
    with_role,
)

_NUMBER = re.compile(r"\d+")
MOST_AUTHORS = 20


class Piece(NamedTuple):
    """A part of a reference; the title of a book is set in italics."""

    text: str
    is_italic: bool = False


def apa(told: Description) -> list[Piece]:
    """The reference in pieces; joined, they are its plain text."""
    people, is_edited = authors_of(told), False
    if not people:
        people, is_edited = with_role(told, "edt", "com"), True
    names = _names(people)
    if names and is_edited:
        names += " (Eds.)" if len(people) > 1 else " (Ed.)"
    date = f"({told.year or told.date or 'n.d.'})"
    title = whole_title(told, ": ")
    notes = _notes(told)
    opening = f"{_stopped(names)} {date}. " if names else ""
    closing = f"{notes}. " if names else f"{notes}. {date}. "
    source = ". ".join(part.strip(" .") for part in (told.host, _publisher(told, names)) if part)
    name = Piece(title.rstrip(" ."), is_italic=True)
    found = (Piece(opening), name, Piece(closing), Piece(f"{source}." if source else ""))
    return [piece for piece in found if piece.text]


def apa_text(told: Description) -> str:
    """The reference as plain text."""
    return "".join(piece.text for piece in apa(told)).strip()


def _names(people: list[Agent]) -> str:
    names = [inverted(each) for each in people]
    if len(names) > MOST_AUTHORS:
        names = [*names[: MOST_AUTHORS - 1], f"… {names[-1]}"]
        return ", ".join(names)
    return ", & ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def _notes(told: Description) -> str:
    """Edition and translators in brackets after the title."""
    number = _NUMBER.search(told.edition)
    edition = f"{_ordinal(int(number[0]))} ed." if number and len(number[0]) < 3 and number[0] != "1" else ""
    translators = " & ".join(initials_first(each) for each in with_role(told, "trl"))
    parts = [edition, f"{translators}, Trans." if translators else ""]
    found = "; ".join(part for part in parts if part)
    return f" ({found})" if found else ""


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _publisher(told: Description, names: str) -> str:
    """Publishers without their places; one that is the author itself is not named twice."""
    return "; ".join(each for each in told.publishers if each != names)


def _stopped(text: str) -> str:
    return text if text.endswith((".", ")")) else f"{text}."
