"""Everything that staff of petitions have before them, for looking at their pages in a browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import Permission

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import (
    AnswerDocument,
    Attachment,
    FraudFinding,
    Hearing,
    InvalidationBatch,
    ModerationNote,
    Officer,
    Petition,
    Promise,
    Proposal,
    RetentionChange,
    TextVersion,
    Verdict,
)
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.platform.accounts.models import User
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.public_scene import DAY, NOW
from tests.domains.petitions.signing_scene import open_petition, region, sign
from tests.factories.accounts import UserFactory

PERMISSIONS = ("moderate_petition", "decide_appeal", "review_fraud", "stop_petition")
LONG = "Алматыдағы тарихи-мәдени мұра ескерткіштерін қайта қалпына келтіру және қорғау туралы"
TEXTS = {"kk": "Тыңдау Астанада, министрлік үйінде өтеді.", "ru": "Слушание в Астане.", "en": "In Astana."}


def worker() -> User:
    """One account that every desk opens to; officers have a body besides."""
    user = UserFactory()
    names = Permission.objects.filter(codename__in=PERMISSIONS, content_type__app_label="petitions")
    user.user_permissions.set(names)
    Officer.objects.create(body=scene.body(), user=user)
    return user


def waiting() -> dict[str, Petition]:
    """Petitions before moderators and who decides on appeals: new, late and corrected, appealed against."""
    new = scene.petition(State.MODERATION, submitted_at=NOW - DAY, due_date=(NOW + 20 * DAY).date())
    late = scene.petition(State.MODERATION, title=LONG, due_date=(NOW - 5 * DAY).date())
    late.version = 2
    late.save()
    TextVersion.objects.create(
        petition=late,
        number=2,
        texts=scene.texts(late) | {"title": f"{LONG} жаңа"},
        text_hash="b" * 64,
        reason="Сөз қате жазылған",
        at=NOW - 2 * DAY,
    )
    ModerationNote.objects.create(petition=late, text="Кешікті, бүгін шешу керек.", at=NOW - DAY)
    Attachment.objects.create(
        petition=late, name="Жоспар-2026.pdf", file="petitions/x.pdf", size=12_345, sha256="0", added_at=NOW
    )
    _found(late, "correction", "Дәлел келтіріңіз: қай ескерткіш туралы айтылған?")
    scene.moved(late, "submit", State.DRAFT, State.MODERATION, NOW - 30 * DAY)
    appealed = scene.petition(State.APPEAL, due_date=(NOW + 3 * DAY).date())
    _found(appealed, "refusal", "Тақырып заңмен алып тасталған.")
    scene.moved(appealed, "refuse", State.MODERATION, State.REFUSED, NOW - 9 * DAY, "Тақырып алып тасталған.")
    scene.moved(appealed, "appeal", State.REFUSED, State.APPEAL, NOW - 4 * DAY, "Бұл тіл туралы емес.")
    return {"new": new, "late": late, "appealed": appealed}


def answering() -> dict[str, Petition]:
    """Petitions before their addressee: to be registered, under review and late, answered with promises."""
    reached = scene.petition(State.REACHED, number=50_120, due_date=(NOW + 2 * DAY).date())
    review = scene.petition(
        State.REVIEW,
        number=61_000,
        title=LONG,
        registered_at=NOW - 60 * DAY,
        registration_number="П-17/2026",
        due_date=(NOW - 3 * DAY).date(),
    )
    Proposal.objects.create(petition=review, number=2, text="Қалпына келтіру жоспарын жариялаңыздар.")
    Hearing.objects.create(
        petition=review, begins_at=NOW - 20 * DAY, place=TEXTS, announced_at=NOW - 30 * DAY
    )
    AnswerDocument.objects.create(
        petition=review, title="Хаттама", file="petitions/y.pdf", size=10, sha256="0", added_at=NOW
    )
    scene.moved(review, "register", State.REACHED, State.REVIEW, NOW - 60 * DAY)
    answered = scene.petition(
        State.ANSWERED, number=70_000, answered_at=NOW - 9 * DAY, outcome="partly", answer=TEXTS
    )
    Promise.objects.create(petition=answered, text=TEXTS, due_date=(NOW - DAY).date(), state="late")
    return {"reached": reached, "review": review, "answered": answered}


def under_orders() -> dict[str, Petition]:
    """Petitions that a court stopped, and one whose personal data is held."""
    stopped = scene.petition(State.STOPPED, number=321, ended_at=NOW - DAY)
    order = "Астана қалалық соты, 2026-11-25, № 12"
    scene.moved(stopped, "stop", State.COLLECTING, State.STOPPED, NOW - DAY, order)
    held = scene.petition(State.LAPSED, title=LONG, ended_at=NOW - 90 * DAY, is_held=True, held_reason=order)
    RetentionChange.objects.create(petition=held, kind="held", reason=order, at=NOW - 80 * DAY)
    return {"stopped": stopped, "held": held}


def suspected() -> FraudFinding:
    """A burst of signatures under a petition that collects, with a decision of before."""
    region()
    petition = open_petition(title=LONG)
    for number in range(3):
        sign(petition, number, network=f"192.0.2.{number + 1}")
    sequence_now(LOG)
    InvalidationBatch.objects.create(
        petition=petition, kind="invalidation", reason="burst", explanation="Бір желіден.", number=37, at=NOW
    )
    facts: dict[str, Any] = {
        "network": "192.0.2.0/24",
        "since": NOW.replace(minute=0).isoformat(),
        "signatures": 312,
    }
    FraudFinding.objects.create(
        petition=petition, kind="region", facts={"signatures": 900}, found_at=NOW, state="dismissed"
    )
    return FraudFinding.objects.create(petition=petition, kind="burst", facts=facts, found_at=NOW)


def _found(petition: Petition, kind: str, explanation: str, at: dt.datetime = NOW - 9 * DAY) -> None:
    Verdict.objects.create(
        petition=petition, kind=kind, ground=scene.ground(), explanation=explanation, at=at
    )
