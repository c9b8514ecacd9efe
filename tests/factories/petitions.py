"""People, rules and petitions that went through the real steps, for tests of the room's actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile

from shanyraq.domains.petitions.actions import appeals, moderation
from shanyraq.domains.petitions.actions.drafts import DraftTexts, create_draft, save_draft
from shanyraq.domains.petitions.actions.submission import submit_petition
from shanyraq.domains.petitions.models import (
    Body,
    Edition,
    Ground,
    Officer,
    Petition,
    PetitionCount,
    Territory,
)
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import User
from shanyraq.platform.files.checks import CheckedFile, check_upload
from tests.domains.petitions import public_scene as scene
from tests.factories.accounts import IINS, UserFactory, identity

AT = dt.datetime(2026, 9, 1, 6, 0, tzinfo=dt.UTC)
"""Tuesday, 1 September 2026, eleven in the morning in Kazakhstan."""


class Hands:
    """The clock of the house under test: ``timezone.now`` is replaced by it and tells what it is set to."""

    def __init__(self, at: dt.datetime = AT) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def turn(self, **later: float) -> dt.datetime:
        self.at += dt.timedelta(**later)
        return self.at


def initiator(iin: str = IINS[0], **values: Any) -> User:
    """An account whose identity the state has confirmed."""
    user = UserFactory(**values)
    link_person(user=user, identity=identity(iin), at=AT)
    return user


def staff(permission: str) -> User:
    """An account with one permission of the room."""
    user = UserFactory()
    user.user_permissions.add(
        Permission.objects.get(codename=permission, content_type__app_label="petitions")
    )
    return user


def moderator() -> User:
    return staff("moderate_petition")


def appeal_officer() -> User:
    return staff("decide_appeal")


def officer(body: Body) -> User:
    user = UserFactory()
    Officer.objects.create(body=body, user=user)
    return user


def edition(**values: Any) -> Edition:
    """The edition of 2024 with the national threshold, and a small quorum where a test asks for it."""
    found = scene.edition()
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    return found


def region(population: int | None = 600_000, code: str = "100000000") -> Territory:
    return Territory.objects.create(
        code=code,
        kind="region",
        population=population,
        name={"kk": f"Облыс {code}", "ru": f"Область {code}", "en": f"Region {code}"},
    )


def ground(item: str = "3") -> Ground:
    return (
        scene.ground()
        if item == "3"
        else Ground.objects.create(
            edition=scene.edition(),
            item=item,
            title={"kk": "Басқа", "ru": "Иное", "en": "Other"},
            article="90-2",
            is_topic=False,
        )
    )


def texts(**values: Any) -> DraftTexts:
    """All that a complete petition says."""
    given = {
        "language": "kk",
        "body": scene.body(),
        "topic": scene.topic(),
        "title": "Ауылға кітапхана керек",
        "substance": "Біздің ауылда кітапхана жоқ. " * 4,
        "arguments": "Балалар кітап оқығысы келеді. " * 4,
        "proposals": ["Кітапхана салыңыздар.", "Кітап алыңыздар."],
    }
    return DraftTexts(**{**given, **values})


def draft(user: User | None = None, at: dt.datetime = AT, **values: Any) -> Petition:
    """A draft that is ready to be submitted."""
    user = user or initiator()
    petition = create_draft(actor=user, language="kk", at=at)
    return save_draft(petition=petition, texts=texts(**values), actor=user, at=at)


def submitted(user: User | None = None, at: dt.datetime = AT, **values: Any) -> Petition:
    """A petition that waits for moderation."""
    edition()
    petition = draft(user, at, **values)
    submit_petition(petition=petition, actor=petition.user, at=at)
    return petition


def returned(at: dt.datetime = AT) -> Petition:
    """A petition that was returned for correction."""
    petition = submitted(at=at)
    moderation.request_correction(
        petition=petition, ground=ground(), explanation="Дәлел келтіріңіз.", actor=moderator(), at=at
    )
    return petition


def refused(at: dt.datetime = AT) -> Petition:
    """A petition that was refused."""
    petition = submitted(at=at)
    moderation.refuse(
        petition=petition, ground=ground(), explanation="Тыйым салынған.", actor=moderator(), at=at
    )
    return petition


def appealed(at: dt.datetime = AT) -> Petition:
    """A petition whose refusal is appealed against."""
    petition = refused(at)
    appeals.appeal(petition=petition, reason="Бұл тіл туралы емес.", actor=petition.user, at=at)
    return petition


def admitted(at: dt.datetime = AT, **values: Any) -> Petition:
    """A petition that gathers its first supporters."""
    petition = submitted(at=at, **values)
    moderation.admit(petition=petition, actor=moderator(), at=at)
    return petition


def counted(petition: Petition, number: int) -> None:
    """Publish a count of *number* valid signatures."""
    PetitionCount.objects.update_or_create(petition=petition, defaults={"valid": number, "signed": number})


def upload(name: str = "letter.txt", content: bytes = b"Our village has no library.") -> CheckedFile:
    """A file that the gate for uploads has let through."""
    return check_upload(ContentFile(content, name=name), kinds=("document", "picture"), max_bytes=1_000_000)
