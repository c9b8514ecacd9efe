"""What higher rooms put on the catalogue's pages and feeds: they register here, the catalogue asks.

The catalogue knows neither reading nor lending. Each registered function is called once a page or feed with
all its editions (or items) together, so that pages keep a constant number of queries. Registering twice
changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from shanyraq.platform.search.documents import Table

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from shanyraq.domains.library.catalogue.models import Edition

Kind = Literal["read", "reserve", "list", "download", "other"]


@dataclass(frozen=True, slots=True)
class Part:
    """A button or a link on an edition. ``kind``: read, reserve, list, download, other; ``address`` a path.

    ``label`` is already in the reader's language. ``method`` is ``get`` for a link; what changes something is
    ``post`` and becomes a form with a button. ``note`` is a short line beside it ("2 readers are waiting").
    """

    label: str
    address: str
    kind: str
    method: Literal["get", "post"] = "get"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """Where an item is just now. ``state``: available, lent, held, transit or what ``ItemState`` says."""

    state: str
    due_date: date | None = None


@dataclass(frozen=True, slots=True)
class Acquisition:
    """A way to get a digital edition, for OPDS and the JSON API.

    ``relation`` is the end of the OPDS relation: ``open-access``, ``borrow``, ``sample``, ``subscribe`` or
    empty for the plain one; ``media_type`` that of ``address``, a path without host.
    """

    address: str
    media_type: str
    relation: str = "open-access"
    title: str = ""
    size: int | None = None


EditionParts = Callable[[Sequence[int], "HttpRequest"], Mapping[int, Sequence[Part]]]
Availabilities = Callable[[Sequence[int]], Mapping[int, Availability]]
Acquisitions = Callable[[Sequence[int], "HttpRequest"], Mapping[int, Sequence[Acquisition]]]
DigitalEditions = Callable[["QuerySet[Edition]", "HttpRequest"], "QuerySet[Edition]"]

_Function = TypeVar("_Function", EditionParts, Availabilities, Acquisitions, DigitalEditions)
_Each = TypeVar("_Each", Part, Acquisition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What a higher room adds to the entry of an edition in the search, as values of the facet ``state``.

    ``facts(edition_ids)`` gives words such as ``digital`` or ``lent`` by edition; ``tables`` and
    ``spreads`` tell which rows change them, as for a source of ``platform/search``. ``labels`` are the
    words for readers. A room that only tells where copies are has tables and spreads alone.
    """

    facts: Callable[[Sequence[int]], Mapping[int, Sequence[str]]] | None = None
    labels: Mapping[str, Any] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    spreads: Mapping[str, Callable[[Collection[str]], Collection[str]]] = field(default_factory=dict)


_edition_parts: list[EditionParts] = []
_availability: list[Availabilities] = []
_acquisitions: list[Acquisitions] = []
_digital: list[DigitalEditions] = []
_findable: list[Findable] = []

FREE_STATES: Final = frozenset({"available", "reference"})
"""States of an item in which a reader who goes there can hold it."""
ONLINE: Final = "online"
"""Value of the facet ``state``: everybody can read it here at once."""
ONLINE_SIGNED_IN: Final = "online-signed-in"
"""The same for who is signed in; the facet shows a visitor the one that is theirs, as ``online``."""


def register_edition_part(parts: EditionParts) -> EditionParts:
    """Put buttons or links on editions; *parts* gives them by the edition's primary key."""
    return _once(_edition_parts, parts)


def register_availability(availability: Availabilities) -> Availabilities:
    """Tell where items are just now; what *availability* leaves out is as its ``Item.state`` says."""
    return _once(_availability, availability)


def register_acquisitions(acquisitions: Acquisitions) -> Acquisitions:
    """Tell how digital editions are got; an edition that *acquisitions* leaves out is not digital."""
    return _once(_acquisitions, acquisitions)


def register_digital_editions(digital: DigitalEditions) -> DigitalEditions:
    """Tell which of the given editions this reader can get as digital ones: those alone, the newest first."""
    return _once(_digital, digital)


def register_findable(findable: Findable) -> None:
    """Let editions be found by what a higher room knows of them; before the catalogue's ``ready`` is over."""
    if findable not in _findable:
        _findable.append(findable)


def findables() -> tuple[Findable, ...]:
    """All that higher rooms add to entries in the search."""
    return tuple(_findable)


def parts_of(edition_ids: Iterable[int], request: HttpRequest) -> dict[int, list[Part]]:
    """All registered parts of each of these editions, in the order of registration."""
    return _gathered(_edition_parts, list(edition_ids), request)


def acquisitions_of(edition_ids: Iterable[int], request: HttpRequest) -> dict[int, list[Acquisition]]:
    """All ways to get each of these editions."""
    return _gathered(_acquisitions, list(edition_ids), request)


def availability_of(item_ids: Iterable[int]) -> dict[int, Availability]:
    """Where these items are just now, for those of which a room knows something."""
    wanted = list(item_ids)
    found: dict[int, Availability] = {}
    for ask in _availability:
        found.update(ask(wanted))
    return found


def digital_editions(editions: QuerySet[Edition], request: HttpRequest) -> QuerySet[Edition]:
    """Those of *editions* that are digital, the newest first; none where no room keeps digital editions."""
    for narrow in _digital:
        return narrow(editions, request)
    return editions.none()


def _once(known: list[_Function], function: _Function) -> _Function:
    if function not in known:
        known.append(function)
    return function


def _gathered(
    functions: list[Callable[[Sequence[int], HttpRequest], Mapping[int, Sequence[_Each]]]],
    wanted: list[int],
    request: HttpRequest,
) -> dict[int, list[_Each]]:
    found: dict[int, list[_Each]] = {}
    for ask in functions:
        for number, several in ask(wanted, request).items():
            found.setdefault(number, []).extend(several)
    return found
