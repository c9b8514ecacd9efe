"""Petitions in every state for tests of the public pages, each with the rules, body and people it needs."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from shanyraq.domains.petitions.models import (
    Body,
    Edition,
    Ground,
    HourCount,
    Petition,
    PetitionCount,
    Proposal,
    RegionRelease,
    Signature,
    Territory,
    TextVersion,
    ThresholdRule,
    Topic,
)
from shanyraq.domains.petitions.queries.regions import CELLS
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.platform.transparency.models import MoveRecord

State = PetitionState
NOW = dt.datetime(2026, 11, 26, 7, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SECRET_WORD = "қарақұрым"
"""Stands in every text of a petition; an answer that must tell nothing of it does not hold the word."""

OPENED_STATES = (
    State.COLLECTING,
    State.REACHED,
    State.REVIEW,
    State.ANSWERED,
    State.COMPLETED,
    State.LAPSED,
    State.STOPPED,
)


def edition() -> Edition:
    """The edition in force, whole from the beginning: nothing can be added when petitions stand on it."""
    found, is_new = Edition.objects.get_or_create(
        code="test-2024",
        defaults={
            "in_force_date": dt.date(2024, 4, 4),
            "source": {"en": "Test"},
            "moderation_days": 20,
            "correction_days": 10,
            "appeal_days": 10,
            "appeal_review_days": 20,
            "opening_quorum": 50,
            "opening_days": 20,
            "collection_months": 6,
            "registration_days": 3,
            "central_review_days": 40,
            "local_review_days": 20,
            "retention_months": 6,
        },
    )
    if is_new:
        ThresholdRule.objects.create(
            edition=found, body_kind="central", territory_kind="country", signatures=50_000, article="90-4"
        )
        title = {"kk": "Тіл туралы", "ru": "О языке", "en": "On the language"}
        Ground.objects.create(edition=found, item="3", title=title, article="90-1")
    return found


def body(slug: str = "mam", kind: str = "central", territory: Territory | None = None) -> Body:
    land, _made = Territory.objects.get_or_create(
        code="000000000",
        defaults={"kind": "country", "name": {"kk": "Қазақстан", "ru": "Казахстан", "en": "Kazakhstan"}},
    )
    name = {"kk": f"Министрлік {slug}", "ru": f"Министерство {slug}", "en": f"Ministry {slug}"}
    found, _made = Body.objects.get_or_create(
        slug=slug, defaults={"kind": kind, "name": name, "territory": territory or land}
    )
    return found


def topic(slug: str = "culture") -> Topic:
    name = {"kk": f"Мәдениет {slug}", "ru": f"Культура {slug}", "en": f"Culture {slug}"}
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def petition(state: str = State.COLLECTING, *, number: int = 0, **values: Any) -> Petition:
    """A petition in *state* with *number* valid signatures; opened to the public where its state says so."""
    is_opened = state in OPENED_STATES
    begun = NOW - 60 * DAY
    made = Petition.objects.create(
        **{
            "state": state,
            "link_token": secrets.token_urlsafe(16),
            "language": "kk",
            "body": body(),
            "topic": topic(),
            "title": f"Ауылға кітапхана керек {SECRET_WORD}",
            "substance": f"Біздің ауылда кітапхана жоқ. {SECRET_WORD} " * 3,
            "arguments": f"Балалар кітап оқығысы келеді. {SECRET_WORD} " * 3,
            "edition": edition(),
            "threshold": 50_000,
            "calendar_version": "2026-11",
            "created_at": begun,
            "changed_at": begun,
            "submitted_at": begun + DAY,
            "admitted_at": begun + 20 * DAY if is_opened or state == State.OPENING else None,
            "opened_at": begun + 22 * DAY if is_opened else None,
            "signing_ends_at": NOW + 90 * DAY if is_opened or state == State.OPENING else None,
        }
        | values
    )
    Proposal.objects.create(petition=made, number=1, text=f"Кітапхана салыңыздар. {SECRET_WORD}")
    TextVersion.objects.create(
        petition=made, number=1, texts=texts(made), text_hash="a" * 64, at=made.submitted_at or NOW
    )
    if is_opened or state == State.OPENING:
        PetitionCount.objects.create(
            petition=made, valid=number, signed=number, log_size=number + 5, at=NOW - dt.timedelta(seconds=3)
        )
    return made


def texts(of: Petition) -> dict[str, Any]:
    return {
        "title": of.title,
        "substance": of.substance,
        "arguments": of.arguments,
        "proposals": [each.text for each in of.proposals.all()],
    }


def moved(of: Petition, move: str, source: str, target: str, at: dt.datetime, reason: str = "") -> None:
    """A record in the register of moves."""
    MoveRecord.objects.create(
        subject_type="petitions.petition",
        subject_id=str(of.pk),
        workflow="petitions.petition",
        move=move,
        source=source,
        target=target,
        reason=reason,
        at=at,
    )


def hours(of: Petition, *numbers: int, begin: dt.datetime = NOW - 20 * DAY, step: dt.timedelta = DAY) -> None:
    """Signatures by hour or day."""
    HourCount.objects.bulk_create(
        HourCount(petition=of, hour=begin + step * place, signed=number)
        for place, number in enumerate(numbers)
    )


def released(of: Petition, **steps: int) -> RegionRelease:
    """What is told of the regions: full tens by code (``r710000000=3``)."""
    told = dict.fromkeys(CELLS, 0) | {name.removeprefix("r"): number for name, number in steps.items()}
    total = sum(told.values()) * 10 + 25
    return RegionRelease.objects.create(
        petition=of, at=NOW - DAY, total=total, signed=total, removed=0, steps=told
    )


def ground() -> Ground:
    return edition().grounds.get(item="3")


def signed(of: Petition, *names: str) -> list[Signature]:
    """Signatures of people who are shown by these names (an empty one: not shown)."""
    return Signature.objects.bulk_create(
        Signature(
            petition=of,
            nullifier=secrets.token_bytes(32),
            territory_id="000000000",
            signed_at=NOW,
            leaf_hash=secrets.token_bytes(32),
            public_name=name,
            method="identity",
        )
        for name in names
    )
