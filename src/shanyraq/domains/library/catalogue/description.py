"""The bibliographic description that every format is read into and every other part works with. Pure data.

A mapping profile turns a member's record into a ``Description``; clustering, pages, search, exports and
citations only ever see this. Codes: languages ISO 639-2/B ("kaz"), countries as in MARC ("kz"), roles MARC
relators ("aut"), scripts ISO 15924 ("Cyrl"). Texts are NFC, without the punctuation of ISBD at their ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from types import MappingProxyType
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
        return {name: value for name, value in asdict(self).items() if value not in (None, "", (), [])}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Description:
        """The description that was stored; unknown names are ignored, so that old rows stay readable."""
        return _build(cls, stored)


def _build(kind: type, stored: Mapping[str, Any]) -> Any:
    shapes = _shapes(kind)
    return kind(**{name: _value(shapes[name], value) for name, value in stored.items() if name in shapes})


def _value(shape: Any, value: Any) -> Any:
    if get_origin(shape) is tuple:
        inner, *rest = get_args(shape)
        return tuple(_value(inner, each) for each in value) if rest == [Ellipsis] else tuple(value)
    return _build(shape, value) if isinstance(shape, type) and is_dataclass(shape) else value


_known: dict[type, Mapping[str, Any]] = {}


def _shapes(kind: type) -> Mapping[str, Any]:
    if kind not in _known:
        hints = get_type_hints(kind)
        _known[kind] = MappingProxyType({each.name: hints[each.name] for each in fields(kind)})
    return _known[kind]
