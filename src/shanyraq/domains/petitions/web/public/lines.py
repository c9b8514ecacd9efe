"""A petition as a line of a list, the same in lists, archive, embeds and elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import floor

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.domains.petitions.web.public.drawings import share_of

TAGS = {
    PetitionState.OPENING: "gold",
    PetitionState.COLLECTING: "sky",
    PetitionState.REACHED: "gold",
    PetitionState.REVIEW: "gold",
    PetitionState.ANSWERED: "steppe",
    PetitionState.COMPLETED: "steppe",
    PetitionState.STOPPED: "madder",
}
"""Colours of states; a word stands beside each."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of a petition. ``bar`` is the width of its progress out of 100, as a text for SVG."""

    petition: Petition
    number: int
    percent: int
    bar: str
    tag: str
    days_left: int | None


def line_of(petition: Petition, now: dt.datetime) -> Line:
    """A petition that was read with ``queries.visible.with_line``; asks the database nothing."""
    number = getattr(petition, "number", None) or 0
    share = share_of(number, petition.threshold)
    is_open = petition.state == PetitionState.COLLECTING and petition.signing_ends_at is not None
    left = max(0, (petition.signing_ends_at - now).days) if is_open and petition.signing_ends_at else None
    return Line(
        petition,
        number,
        floor(share * 100),
        f"{share * 100:.1f}",
        TAGS.get(PetitionState(petition.state), "plain"),
        left,
    )
