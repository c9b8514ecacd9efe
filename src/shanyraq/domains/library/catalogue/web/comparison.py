"""Two descriptions as lines to compare, in words for librarians."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.clustering.features import Stored
from shanyraq.domains.library.catalogue.clustering.folding import fold
from shanyraq.domains.library.catalogue.models import Edition, Record


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both descriptions. ``state``: equal, alike (the same but for script and spelling),
    different, or lone where only one side tells it."""

    label: Any
    left: tuple[str, ...]
    right: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Summary:
    """An edition in a line of a list."""

    title: str
    agent: str
    imprint: str


def _text(value: Any) -> tuple[str, ...]:
    return (str(value),) if value not in (None, "", []) else ()


def _texts(values: Iterable[Any] | None) -> tuple[str, ...]:
    return tuple([str(value) for value in values or ()])


def _heading(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    return (value["text"], *(text for _script, text in value.get("others") or ()))


def _agents(values: Any) -> tuple[str, ...]:
    return tuple(
        [" ".join(filter(None, [agent["name"]["text"], agent.get("dates", "")])) for agent in values or ()]
    )


def _pairs(values: Any) -> tuple[str, ...]:
    return tuple([" ".join(map(str, pair)) for pair in values or ()])


def _headings(values: Any) -> tuple[str, ...]:
    return tuple([text for value in values or () for text in _heading(value)])


def _series(values: Any) -> tuple[str, ...]:
    return tuple([" ; ".join(filter(None, [one.get("title"), one.get("number")])) for one in values or ()])


_FIELDS: Final[tuple[tuple[str, Any, Callable[[Any], tuple[str, ...]]], ...]] = (
    ("title", _("Title"), _heading),
    ("subtitle", _("Subtitle"), _text),
    ("part_number", _("Part"), _text),
    ("part_title", _("Title of the part"), _text),
    ("responsibility", _("Responsibility"), _text),
    ("agents", _("Persons"), _agents),
    ("uniform_title", _("Uniform title"), _text),
    ("original_title", _("Original title"), _text),
    ("other_titles", _("Other titles"), _headings),
    ("edition", _("Edition statement"), _text),
    ("places", _("Place of publication"), _texts),
    ("publishers", _("Publisher"), _texts),
    ("year", _("Year"), _text),
    ("extent", _("Extent"), _text),
    ("series", _("Series"), _series),
    ("isbns", _("ISBN"), _texts),
    ("issns", _("ISSN"), _texts),
    ("identifiers", _("Other numbers"), _pairs),
    ("languages", _("Languages"), _texts),
    ("scripts", _("Scripts"), _texts),
    ("kind", _("Kind"), _text),
    ("host", _("Published in"), _text),
)


def rows_of(one: Stored, other: Stored) -> list[Row]:
    """The fields that either side tells, in the order of a catalogue card."""
    rows = []
    for name, label, shown in _FIELDS:
        left, right = shown(one.get(name)), shown(other.get(name))
        if left or right:
            rows.append(Row(label, left, right, _state(left, right)))
    return rows


def _state(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    if not left or not right:
        return "lone"
    if left == right:
        return "equal"
    mine, theirs = {fold(text) for text in left}, {fold(text) for text in right}
    return "alike" if not mine.isdisjoint(theirs) else "different"


def summary_of(thing: Edition | Record) -> Summary:
    """What tells an edition, or a record, in a line."""
    stored = thing.description
    agents = _agents(stored.get("agents"))
    imprint = [
        *_texts(stored.get("places"))[:1],
        *_texts(stored.get("publishers"))[:1],
        *_text(stored.get("year")),
    ]
    part = stored.get("part_number", "")
    main = (stored.get("title") or {}).get("text", "")
    title = ". ".join(filter(None, [main, part]))
    return Summary(title, agents[0] if agents else "", ", ".join([*imprint, *_text(stored.get("extent"))]))
