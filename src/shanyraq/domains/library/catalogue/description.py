"""The bibliographic description that every format is read into and every other part works with. Pure data.

A mapping profile turns a member's record into a ``Description``; clustering, pages, search, exports and
citations only ever see this. Codes: languages ISO 639-2/B ("kaz"), countries as in MARC ("kz"), roles MARC
relators ("aut"), scripts ISO 15924 ("Cyrl"). Texts are NFC, without the punctuation of ISBD at their ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, partial
from typing import Any, Final, get_args, get_origin, get_type_hints

KINDS: Final = (
    "book", "serial", "article", "map", "score", "sound", "video", "picture", "manuscript", "dissertation",
    "electronic", "kit", "object",
)  # fmt: skip  # a list of words reads better in lines than in a column


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title or a name as the record writes it, with the same in other scripts (MARC 880, UNIMARC $6/$7)."""

    text: str
    script: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """Pairs of script code and text."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All forms, the main one first."""
        return (self.text, *(text for _script, text in self.others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who made or contributed: a person, a body or a meeting, with relator codes and dates as written.

    For a person ``name.text`` is in inverted order ("Әуезов, Мұхтар Омарханұлы").
    """

    name: Heading
    kind: str = "person"
    roles: tuple[str, ...] = ()
    dates: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the thing is about. ``kind``: topic, person, body, place, period, title or genre."""

    text: str
    kind: str = "topic"
    scheme: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series and the number in it; ``issn`` without hyphen where given."""

    title: str
    number: str = ""
    issn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A copy as the record tells it: branch code, shelf mark, inventory number, bar code, note."""

    branch: str = ""
    shelf_mark: str = ""
    inventory_number: str = ""
    barcode: str = ""
    item_type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address of the thing or about it."""

    address: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """One edition as one record describes it. ``kind`` is one of ``KINDS``; years are None when not told."""

    kind: str = "book"
    title: Heading = field(default_factory=lambda: Heading(text=""))
    subtitle: str = ""
    part_number: str = ""
    part_title: str = ""
    responsibility: str = ""
    other_titles: tuple[Heading, ...] = ()
    uniform_title: str = ""
    original_title: str = ""
    agents: tuple[Agent, ...] = ()
    languages: tuple[str, ...] = ()
    original_languages: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    edition: str = ""
    places: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    date: str = ""
    year: int | None = None
    last_year: int | None = None
    country: str = ""
    extent: str = ""
    dimensions: str = ""
    illustrations: str = ""
    frequency: str = ""
    series: tuple[Series, ...] = ()
    isbns: tuple[str, ...] = ()
    issns: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme and value: ("oclc", "123"), ("lccn", …), ("doi", …), ("bnb", …)."""
    classes: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme and notation: udc, bbk, ddc, lcc."""
    subjects: tuple[Subject, ...] = ()
    summary: str = ""
    contents: str = ""
    notes: tuple[str, ...] = ()
    audience: str = ""
    host: str = ""
    links: tuple[Link, ...] = ()
    holdings: tuple[Holding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A JSON object without what is empty; ``from_json`` gives the same description back."""
        return {name: value for name, value in _plain(self).items() if value not in (None, "", (), [])}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Description:
        """The description that was stored; unknown names are ignored, so that old rows stay readable."""
        found: Description = _build(cls, stored)
        return found


# A description is read and written for every record of a harvest or an import, so what to do with each field
# is found out once for each class.

_Convert = Callable[[Any], Any] | None


@cache
def _readers(kind: type) -> dict[str, _Convert]:
    hints = get_type_hints(kind)
    return {each.name: _reader(hints[each.name]) for each in fields(kind)}


def _reader(shape: Any) -> _Convert:
    """How to read a value of this shape out of JSON; None where it is read as it is."""
    if get_origin(shape) is tuple:
        inner, *rest = get_args(shape)
        convert = _reader(inner) if rest == [Ellipsis] else None
        return tuple if convert is None else _each(convert)
    return partial(_build, shape) if isinstance(shape, type) and is_dataclass(shape) else None


def _each(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: tuple(map(convert, values))


def _build(kind: type, stored: Mapping[str, Any]) -> Any:
    readers = _readers(kind)
    given: dict[str, Any] = {}
    for name, value in stored.items():
        convert = readers.get(name, _UNKNOWN)
        if convert is not _UNKNOWN:
            given[name] = value if convert is None else convert(value)
    return kind(**given)


def _unknown(_value: Any) -> None: ...


_UNKNOWN: Final = _unknown


@cache
def _writers(kind: type) -> tuple[tuple[str, _Convert], ...]:
    hints = get_type_hints(kind)
    return tuple((each.name, _writer(hints[each.name])) for each in fields(kind))


def _writer(shape: Any) -> _Convert:
    if get_origin(shape) is tuple:
        inner, *rest = get_args(shape)
        convert = _writer(inner) if rest == [Ellipsis] else None
        return None if convert is None else _each(convert)
    return _plain if isinstance(shape, type) and is_dataclass(shape) else None


def _plain(thing: Any) -> dict[str, Any]:
    return {
        name: getattr(thing, name) if convert is None else convert(getattr(thing, name))
        for name, convert in _writers(thing.__class__)
    }
