"""What the API of petitions answers: the forms of its answers, and how records become them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.urls import reverse
from ninja import Schema

from shanyraq.domains.petitions.models import Petition, RegionRelease, TextVersion
from shanyraq.domains.petitions.queries.regions import RegionNumber
from shanyraq.domains.petitions.queries.timeline import Event
from shanyraq.domains.petitions.rules.small_cells import STEP
from shanyraq.domains.petitions.web.public.answers import whole
from shanyraq.domains.petitions.web.public.drawings import region_name
from shanyraq.kernel.languages import LANGUAGES

LanguageCode = Literal["kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"]


class PetitionOut(Schema):
    """A petition in short. ``text_language`` is the language that the initiator wrote in."""

    id: str
    state: str
    title: str
    text_language: str
    addressee: str
    addressee_name: str
    addressee_kind: str
    territory: str
    topic: str | None
    signatures: int
    signatures_needed: int | None
    opened_at: datetime | None
    signing_ends_at: datetime | None
    answered_at: datetime | None
    outcome: str
    url: str


class ListOut(Schema):
    """A page of petitions."""

    licence: str
    total: int
    page: int
    results: list[PetitionOut]


class ProposalOut(Schema):
    """A proposal with what the addressee decided on it."""

    number: int
    text: str
    outcome: str
    reason: str


class PetitionDetailOut(PetitionOut):
    """A petition with its texts and its dates; ``edition`` names the rules that it stands on."""

    substance: str
    arguments: str
    proposals: list[ProposalOut]
    edition: str | None
    version: int
    text_hash: str
    reached_at: datetime | None
    registered_at: datetime | None
    ended_at: datetime | None
    registration_number: str
    answer: str


class CountOut(Schema):
    """``count`` = ``signed`` - ``withdrawn`` - ``invalidated``, as the log of ``log_size`` entries proves.

    Two seconds old in a process, four under load, and older from a proxy that serves it while it fetches. Of
    two answers the one with the greater ``log_size`` is the later; ignore the other, and nothing goes back.
    """

    count: int
    signed: int
    withdrawn: int
    invalidated: int
    needed: int | None
    log_size: int
    as_of: datetime | None


class TerritoryOut(Schema):
    """``at_least`` signatures and less than ten more; 0 is "fewer than ten"."""

    code: str
    name: str
    at_least: int


class TerritoriesOut(Schema):
    """Numbers of one moment; none before a hundred signatures, or while they would give somebody away."""

    as_of: datetime | None
    total: int | None
    step: int
    territories: list[TerritoryOut]


class IntervalOut(Schema):
    """An hour, or a day, with its signatures."""

    begins_at: datetime
    signatures: int


class EventOut(Schema):
    """One thing that happened."""

    at: datetime
    kind: str
    name: str
    title: str
    reason: str
    ground: str
    late: bool


class VersionOut(Schema):
    """A version of the text with the reason of its change."""

    number: int
    at: datetime
    reason: str
    text_hash: str
    texts: dict[str, Any]


def in_short(petition: Petition) -> dict[str, Any]:
    """A petition that was read with ``queries.visible.with_line``."""
    body = petition.body
    return {
        "id": petition.public_id,
        "state": petition.state,
        "title": petition.title,
        "text_language": LANGUAGES[petition.language].bcp47,
        "addressee": body.slug if body else "",
        "addressee_name": str(body) if body else "",
        "addressee_kind": body.kind if body else "",
        "territory": body.territory_id if body else "",
        "topic": petition.topic.slug if petition.topic else None,
        "signatures": getattr(petition, "number", None) or 0,
        "signatures_needed": petition.threshold,
        "opened_at": petition.opened_at,
        "signing_ends_at": petition.signing_ends_at,
        "answered_at": petition.answered_at,
        "outcome": petition.outcome if petition.answered_at else "",
        "url": whole(reverse("petitions:petition", args=[petition.public_id])),
    }


def in_full(petition: Petition) -> dict[str, Any]:
    """With the texts; decisions are told when the answer is published."""
    is_answered = petition.answered_at is not None
    proposals = [
        {
            "number": each.number,
            "text": each.text,
            "outcome": each.outcome if is_answered else "",
            "reason": str(each.reason) if is_answered else "",
        }
        for each in petition.proposals.all()
    ]
    return in_short(petition) | {
        "substance": petition.substance,
        "arguments": petition.arguments,
        "proposals": proposals,
        "edition": petition.edition.code if petition.edition else None,
        "version": petition.version,
        "text_hash": petition.text_hash,
        "reached_at": petition.reached_at,
        "registered_at": petition.registered_at,
        "ended_at": petition.ended_at,
        "registration_number": petition.registration_number,
        "answer": str(petition.answer) if is_answered else "",
    }


def count_of(petition: Petition) -> dict[str, Any]:
    """The count with its parts; zeros before the first signature is in the log."""
    count = getattr(petition, "count", None)
    return {
        "count": count.valid if count else 0,
        "signed": count.signed if count else 0,
        "withdrawn": count.withdrawn if count else 0,
        "invalidated": count.invalidated if count else 0,
        "needed": petition.threshold,
        "log_size": count.log_size if count else 0,
        "as_of": count.at if count else None,
    }


def territories(release: RegionRelease | None, numbers: list[RegionNumber]) -> dict[str, Any]:
    """What is told of the regions."""
    return {
        "as_of": release.at if release else None,
        "total": release.total if release else None,
        "step": STEP,
        "territories": [
            {"code": each.code, "name": region_name(each.code), "at_least": each.number} for each in numbers
        ],
    }


def event(found: Event) -> dict[str, Any]:
    """One line of the timeline."""
    return {
        "at": found.at,
        "kind": found.kind.value,
        "name": found.name,
        "title": str(found.title or ""),
        "reason": str(found.reason),
        "ground": found.ground,
        "late": found.is_late,
    }


def version(found: TextVersion) -> dict[str, Any]:
    """One version of the text."""
    return {
        "number": found.number,
        "at": found.at,
        "reason": found.reason,
        "text_hash": found.text_hash,
        "texts": found.texts,
    }
