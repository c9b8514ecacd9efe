"""Who takes part in the demonstration: accounts that the newcomer may sign in to, and invented signers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from shanyraq.domains.petitions.demo.reading import Account, read_accounts, read_table
from shanyraq.domains.petitions.models import Body, Officer, Territory
from shanyraq.domains.petitions.states import TerritoryKind
from shanyraq.kernel.identifiers import national_check_digit
from shanyraq.platform.accounts.actions.persons import Identity, link_person, record_person
from shanyraq.platform.accounts.models import Person

HOST: Final = "shanyraq.example"
SIGNERS: Final = 210
FALSE_SIGNERS: Final = 54
"""Invented people whose signatures a review takes out, or waits to."""


@dataclass(frozen=True, slots=True)
class Supporter:
    """An invented signer and the territory that they live in."""

    person: Person
    home: Territory


@dataclass(frozen=True, slots=True)
class Cast:
    """Accounts by their names in the plans, and the signers."""

    accounts: Mapping[str, Any]
    supporters: tuple[Supporter, ...]
    false_ones: tuple[Supporter, ...]


def load_cast(*, password: str, at: dt.datetime) -> tuple[Cast, int]:
    """Everybody who is in the plans, and how many accounts are new. Those that exist stay as they are."""
    before = get_user_model()._default_manager.count()  # noqa: SLF001 -- Django documents it
    accounts = {name: _account(each, password, at) for name, each in read_accounts().items()}
    supporters = _supporters(at)
    cast = Cast(accounts, tuple(supporters[:SIGNERS]), tuple(supporters[SIGNERS:]))
    return cast, get_user_model()._default_manager.count() - before  # noqa: SLF001 -- Django documents it


def _account(plan: Account, password: str, at: dt.datetime) -> Any:
    """The account; its rights are given only together with it, so that staff may take them away."""
    users: Any = get_user_model()
    email = f"{plan.email}@{HOST}"
    known = users.objects.filter(email=email).first()
    if known is not None:
        return known
    names = {"first_name": plan.given_name, "last_name": plan.family_name}
    user = users.objects.create_user(email, password or None, **names)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    if plan.iin:
        link_person(user=user, identity=_identity(plan), at=at)
    if plan.permission:
        permission = Permission.objects.get(codename=plan.permission, content_type__app_label="petitions")
        user.user_permissions.add(permission)
    for slug in plan.bodies:
        Officer.objects.get_or_create(body=Body.objects.get(slug=slug), user=user)
    return user


def _identity(plan: Account) -> Identity:
    return Identity(
        iin=plan.iin,
        given_name=plan.given_name,
        family_name=plan.family_name,
        middle_name=plan.middle_name,
    )


def _supporters(at: dt.datetime) -> list[Supporter]:
    """The same people at every loading, spread over the regions by population."""
    chance = random.Random("signers of the demonstration")  # noqa: S311 -- it draws invented people, no secret
    regions = list(Territory.objects.filter(kind=TerritoryKind.REGION).order_by("code"))
    weights = [region.population or 1 for region in regions]
    names = read_table("people")["names"]
    found = []
    for number in range(SIGNERS + FALSE_SIGNERS):
        home = chance.choices(regions, weights)[0]
        group = names[chance.choices(range(len(names)), [each["share"] for each in names])[0]]
        person = record_person(
            identity=Identity(
                iin=invented_iin(number, group["sex"]),
                given_name=chance.choice(group["given"]),
                family_name=chance.choice(group["family"]),
            ),
            at=at,
        )
        found.append(Supporter(person, home))
    return found


def invented_iin(number: int, sex: int) -> str:
    """The identity number of an invented person born in the 1980s; *sex* is its seventh digit, 3 or 4."""
    born = dt.date(1980, 1, 1) + dt.timedelta(days=13 * number)
    for serial in range(9_000, 9_999):
        stem = f"{born:%y%m%d}{sex}{serial}"
        digit = national_check_digit(stem)
        if digit is not None:
            return f"{stem}{digit}"
    raise AssertionError("no number has no check digit for all serials")
