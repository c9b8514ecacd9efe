"""The score of two descriptions as editions of one work: in any language, script and year."""

from __future__ import annotations

from typing import Final

from shanyraq.domains.library.catalogue.clustering.editions import persons_agree, title_likeness
from shanyraq.domains.library.catalogue.clustering.features import TEXT_KINDS, Features
from shanyraq.domains.library.catalogue.clustering.folding import likeness
from shanyraq.domains.library.catalogue.clustering.scores import Part, Score, total

_GENERIC_LETTERS: Final = 10
_LONG_LETTERS: Final = 16


def work_score(one: Features, other: Features) -> Score:
    """Same work, another one, or doubtful: the title (uniform and original ones count) and who made it.

    Without a creator on either side a long title needs a person or a publisher in common. A number in the
    title (Algebra 7, Algebra 8) makes another work, the number of a volume does not.
    """
    if veto := _veto(one, other):
        return total([veto])
    closeness = title_likeness(one.work_titles, other.work_titles)
    return total([_title(one, other, closeness), *_makers(one, other)])


def _veto(one: Features, other: Features) -> Part | None:
    if one.kind != other.kind and not (one.kind in TEXT_KINDS and other.kind in TEXT_KINDS):
        return Part("kind", -60, is_veto=True)
    if one.title_numbers and other.title_numbers and one.title_numbers != other.title_numbers:
        return Part("title_numbers", -60, is_veto=True)
    if one.creators and other.creators and not persons_agree(one.creators, other.creators):
        return Part("agent_apart", -60, is_veto=True)
    return None


def _title(one: Features, other: Features, closeness: float) -> Part:
    if closeness == 1.0:
        common = set(one.work_titles) & set(other.work_titles)
        return Part("title", 40 if max(map(len, common)) > _GENERIC_LETTERS else 35)
    if closeness >= 0.85:
        return Part("title_alike", 36)
    return Part("title_alike", 24) if closeness >= 0.78 else Part("title_apart", -20)


def _makers(one: Features, other: Features) -> list[Part]:
    if one.creators and other.creators:
        return [Part("agent", 25)]
    if one.kind == other.kind == "serial" and not one.issns.isdisjoint(other.issns):
        return [Part("issn", 60)]
    return [
        Part("agent", 20 if one.people and other.people and persons_agree(one.people, other.people) else 0),
        Part("agent_missing", 6 if _misses_persons(one, other) else 0),
        Part("title_long", 8 if _is_long(one, other) else 0),
        Part("subtitle", 15 if one.subtitle and likeness(one.subtitle, other.subtitle) >= 0.75 else 0),
        Part(
            "publisher", 0 if one.publishers.isdisjoint(other.publishers) else _publisher_points(one, other)
        ),
        Part("isbn", 0 if one.isbns.isdisjoint(other.isbns) else 30),
    ]


def _publisher_points(one: Features, other: Features) -> int:
    return 12 if one.creators or other.creators else 20


def _misses_persons(one: Features, other: Features) -> bool:
    return bool(one.people) != bool(other.people)


def _is_long(one: Features, other: Features) -> bool:
    """Whether the title is long enough to be asked about although persons do not tell."""
    if not one.work_titles or not other.work_titles:
        return False
    return min(len(one.work_titles[0]), len(other.work_titles[0])) >= _LONG_LETTERS
