"""What others may ask of lending: the reader's state in short, and the parts on the catalogue's pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyraq.domains.library.catalogue.public_parts import (
    Findable,
    Part,
    register_availability,
    register_edition_part,
    register_findable,
)
from shanyraq.domains.library.lending.queries.availability import (
    availability_of,
    editions_of_items,
    offers_of,
    waiting_for,
)
from shanyraq.domains.library.lending.queries.obligations import obligations_of
from shanyraq.domains.library.lending.queries.readers import reader_of, state_of
from shanyraq.domains.library.network.obligations import register_obligations
from shanyraq.platform.search.documents import Table

__all__ = ["ReaderGlance", "availability_of", "glance_of", "parts_of"]

_TABLES = ("library_lending_loan", "library_lending_hold", "library_lending_transfer")
"""Whose rows tell that a copy is not on its shelf: the search has to know of a change."""


@dataclass(frozen=True, slots=True)
class ReaderGlance:
    """What a reader's cabinet shows in a line."""

    card_number: str
    loans: int
    overdue: int
    ready: int


def glance_of(user: Any, *, at: datetime) -> ReaderGlance | None:
    """The library in a line, or None for an account without a card."""
    reader = reader_of(user)
    if reader is None:
        return None
    state = state_of(reader, at=at)
    ready = sum(line.is_ready for line in state.holds)
    return ReaderGlance(reader.card_number, len(state.loans), state.overdue, ready)


def parts_of(edition_ids: Sequence[int], request: HttpRequest) -> dict[int, list[Part]]:  # noqa: ARG001 - the catalogue gives both to everybody
    """Buttons to reserve a book that can be lent, and to put any book onto a list. Two queries."""
    wanted = list(edition_ids)
    waiting = waiting_for(wanted)
    return {
        key: [
            *([_reserve(offer.public_id, waiting.get(key, 0))] if offer.is_lendable else []),
            _listing(offer.public_id),
        ]
        for key, offer in offers_of(wanted).items()
    }


def _reserve(public_id: str, number: int) -> Part:
    words = ngettext("%(number)d reader waits", "%(number)d readers wait", number) % {"number": number}
    address = reverse("library_lending:reserve", args=[public_id])
    return Part(_("Reserve"), address, "reserve", note=words if number else "")


def _listing(public_id: str) -> Part:
    return Part(_("Add to a list"), reverse("library_lending:add_to_list", args=[public_id]), "list")


def register() -> None:
    """Put both on the catalogue's pages."""
    register_edition_part(parts_of)
    register_availability(availability_of)
    register_obligations(obligations_of)
    register_findable(
        Findable(
            tables=tuple(Table(name, "item_id", spread="item") for name in _TABLES),
            spreads={"item": editions_of_items},
        )
    )
