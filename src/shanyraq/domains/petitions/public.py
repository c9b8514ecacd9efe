"""The door of this room for surfaces: petitions in short, their addresses, how many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from shanyraq.domains.petitions.queries import lists
from shanyraq.domains.petitions.queries.lists import Order, Wish
from shanyraq.domains.petitions.queries.visible import public_petitions
from shanyraq.domains.petitions.states import PetitionState


@dataclass(frozen=True, slots=True)
class PetitionInShort:
    """A public petition; ``language`` is that of its title, ``number`` of valid signatures."""

    public_id: str
    title: str
    language: str
    addressee: str
    state: str
    number: int
    threshold: int
    address: str


@dataclass(frozen=True, slots=True)
class Address:
    """The path below a language of a public page, and when what it shows last changed in a lasting way."""

    path: str
    changed_at: dt.datetime | None


def trending_petitions(limit: int = 3) -> list[PetitionInShort]:
    """Open petitions with most signatures in the last days. Two queries."""
    wish = Wish(state=PetitionState.COLLECTING, order=Order.TRENDING)
    found = lists.petitions_for(wish, now=timezone.now())[:limit]
    return [
        PetitionInShort(
            each.public_id,
            each.title,
            each.language,
            str(each.body),
            each.get_state_display(),
            getattr(each, "number", None) or 0,
            each.threshold or 0,
            reverse("petitions:petition", args=[each.public_id]),
        )
        for each in found
    ]


def addresses() -> Iterator[Address]:
    """Every public page of petitions for sitemaps, in the path below a language. One query."""
    for path in ("petitions/", "petitions/archive/", "petitions/statistics/"):
        yield Address(path, None)
    columns = ("public_id", "opened_at", "reached_at", "registered_at", "answered_at", "ended_at")
    for public_id, *moments in public_petitions().order_by("pk").values_list(*columns).iterator():
        last = max((moment for moment in moments if moment is not None), default=None)
        yield Address(f"petitions/{public_id}/", last)
