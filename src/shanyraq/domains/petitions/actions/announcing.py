"""Letters about what happened to a petition: to its initiator, and to who asked for them."""

from __future__ import annotations

from enum import StrEnum

from shanyraq.domains.petitions.models import Petition


class Milestone(StrEnum):
    """What is worth a letter."""

    REGISTERED = "registered"
    HEARING = "hearing"
    ANSWERED = "answered"
    PROMISE = "promise"


def announce(petition: Petition, milestone: Milestone, *, key: str) -> None:
    """Put the letters into the outbox, in the open transaction; *key* tells one event from another."""
    raise NotImplementedError
