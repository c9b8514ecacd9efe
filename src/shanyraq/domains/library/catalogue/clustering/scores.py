"""Whether two descriptions are of one edition or of one work, with reasons: points that anyone can add up."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext_lazy as _


class Outcome(StrEnum):
    """What a score says."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


SAME_FROM: Final = 60
DOUBTFUL_FROM: Final = 45

WORDS: Final[dict[str, Any]] = {
    "identifier": _("a number in common"),
    "identifier_apart": _("other numbers"),
    "isbn": _("the same ISBN"),
    "isbn_apart": _("another ISBN"),
    "isbn_reused": _("the same ISBN on another title"),
    "issn": _("the same ISSN"),
    "issn_apart": _("another ISSN"),
    "title": _("the same title"),
    "title_alike": _("similar titles"),
    "title_apart": _("another title"),
    "title_long": _("a long title"),
    "title_numbers": _("another number in the title"),
    "subtitle": _("the same subtitle"),
    "subtitle_apart": _("another subtitle"),
    "part": _("another part or volume"),
    "part_missing": _("only one names a part"),
    "agent": _("the same persons"),
    "agent_apart": _("other persons"),
    "year": _("the same year"),
    "year_near": _("years next to each other"),
    "year_apart": _("another year"),
    "year_missing": _("only one tells the year"),
    "agent_missing": _("only one names persons"),
    "publisher": _("the same publisher"),
    "publisher_apart": _("another publisher"),
    "place": _("the same place"),
    "place_apart": _("another place"),
    "extent": _("the same number of pages"),
    "extent_apart": _("another number of pages"),
    "language": _("the same language"),
    "language_apart": _("another language"),
    "script_apart": _("another script"),
    "edition": _("the same edition statement"),
    "edition_apart": _("another edition statement"),
    "kind": _("another kind of thing"),
    "host": _("the same host publication"),
    "host_apart": _("another host publication"),
}
"""Each part of a score in words for people."""


class Part(NamedTuple):
    """One reason: its code in ``WORDS`` and its points; a part that rules out has ``is_veto``."""

    code: str
    points: int
    is_veto: bool = False

    @property
    def words(self) -> Any:
        """The reason for people, in the language at hand."""
        return WORDS.get(self.code, self.code)


class Score(NamedTuple):
    """The sum of the parts and what follows from it."""

    points: int
    outcome: Outcome
    parts: tuple[Part, ...]

    def to_json(self) -> list[list[Any]]:
        """The parts as they are stored with a doubtful pair."""
        return [[part.code, part.points, part.is_veto] for part in self.parts]


def parts_from_json(stored: Iterable[Iterable[Any]]) -> tuple[Part, ...]:
    """The parts that ``Score.to_json`` gave."""
    return tuple(Part(*part) for part in stored)


def total(parts: Iterable[Part]) -> Score:
    """The score of some parts. One veto makes different, whatever the points."""
    kept = tuple([part for part in parts if part.points or part.is_veto])
    points = sum([part.points for part in kept])
    if any(part.is_veto for part in kept) or points < DOUBTFUL_FROM:
        return Score(points, Outcome.DIFFERENT, kept)
    return Score(points, Outcome.SAME if points >= SAME_FROM else Outcome.DOUBTFUL, kept)
