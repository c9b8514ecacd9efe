"""Drafts, their writers and moderators for tests of the pages of writing and moderation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.actions.drafts import DraftTexts, create_draft, save_draft
from shanyraq.domains.petitions.actions.moderation import refuse
from shanyraq.domains.petitions.actions.submission import submit_petition
from shanyraq.domains.petitions.models import Ground, Petition
from shanyraq.platform.accounts.actions.persons import link_person
from shanyraq.platform.accounts.models import User
from tests.domains.petitions import public_scene as scene
from tests.factories.accounts import IINS, UserFactory, identity, signed_in

SUBSTANCE = "Біздің ауылда кітапхана жоқ, балалар көрші ауылға барады. " * 2
ARGUMENTS = "Ауылда үш жүз бала тұрады, мектепте кітап жетпейді. " * 2
PROPOSALS = ("Кітапхана салыңыздар.", "Оған кітап алыңыздар.")


def rules() -> None:
    """An edition in force with a threshold and a ground, an addressee and a topic."""
    scene.edition()
    scene.body()
    scene.topic()


def whole_texts(**values: Any) -> DraftTexts:
    """A complete draft."""
    given = {
        "language": "kk",
        "body": scene.body(),
        "topic": scene.topic(),
        "title": "Ауылға кітапхана салу керек",
        "substance": SUBSTANCE,
        "arguments": ARGUMENTS,
        "proposals": PROPOSALS,
    }
    return DraftTexts(**(given | values))


def draft(user: User, **values: Any) -> Petition:
    """A complete draft of *user*, apart from *values*."""
    made = create_draft(actor=user, language="kk", at=timezone.now())
    return save_draft(petition=made, texts=whole_texts(**values), actor=user, at=timezone.now())


def writer(*, is_confirmed: bool = True, number: int = 0) -> User:
    """An account, confirmed by the state or not."""
    user = UserFactory()
    if is_confirmed:
        link_person(user=user, identity=identity(IINS[number]), at=timezone.now())
    return user


def submitted(user: User, **values: Any) -> Petition:
    """A petition that waits for its moderator."""
    made = draft(user, **values)
    submit_petition(petition=made, actor=user, at=timezone.now())
    return made


def refused(user: User, moderator: User) -> Petition:
    """A petition that *moderator* has refused."""
    made = submitted(user)
    ground = Ground.objects.get(edition=made.edition)
    refuse(petition=made, ground=ground, explanation="Бұл сот ісі.", actor=moderator, at=timezone.now())
    return made


def staff(*names: str) -> User:
    """An account with permissions of this room."""
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return User.objects.get(pk=user.pk)


def browser(user: User) -> Client:
    """A browser in which *user* is signed in."""
    return signed_in(user)


def day_before(days: int) -> dt.date:
    """The day in Kazakhstan *days* ago."""
    return timezone.localdate() - dt.timedelta(days=days)
