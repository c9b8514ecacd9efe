"""The orders that the process of ``backstage`` carries out, each with its facts."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import timezone

from shanyraq.domains.petitions.actions.fraud_review import find_suspicions
from shanyraq.domains.petitions.actions.signing import Signer, sign_petition
from shanyraq.domains.petitions.demo.people import Cast, load_cast
from shanyraq.domains.petitions.demo.reading import Plan, Step
from shanyraq.domains.petitions.demo.walking import walk
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.domains.petitions.rules.territories import signing_territories
from shanyraq.kernel.identifiers import national_check_digit
from shanyraq.platform.accounts.actions.persons import Identity, link_person

Facts = dict[str, Any]
BACKEND = "shanyraq.platform.accounts.backends.PasswordBackend"


def session(facts: Facts) -> dict[str, str]:
    """The cookie of an account that has just signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(email=facts["email"]), BACKEND)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def _invented_number() -> str:
    """An identity number of the 1970s that nobody in the demonstration has."""
    while True:
        born = f"7{secrets.randbelow(10)}0{1 + secrets.randbelow(9)}1{secrets.randbelow(10)}"
        stem = f"{born}4{secrets.randbelow(8_000):04d}"
        digit = national_check_digit(stem)
        if digit is not None:
            return f"{stem}{digit}"


def citizen(facts: Facts) -> str:
    """A new account whose identity the state has confirmed; its address."""
    email = f"{secrets.token_hex(6)}@journeys.example"
    user = get_user_model().objects.create_user(email, None)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    identity = Identity(iin=_invented_number(), given_name=facts["given"], family_name=facts["family"])
    link_person(user=user, identity=identity, at=timezone.now())
    return email


def petition(facts: Facts) -> str:
    """A petition that went its way as one of the demonstration; its public id."""
    now = timezone.now()
    cast, _new = load_cast(password="", at=now)
    initiator = get_user_model().objects.get(email=facts["initiator"])
    cast = Cast({**cast.accounts, "me": initiator}, cast.supporters, cast.false_ones)
    way = tuple(Step(each.pop("do"), each.pop("ago"), each) for each in facts["way"])
    plan = Plan(secrets.token_hex(4), 10_000 + secrets.randbelow(10**9), "me", facts["texts"], way)
    with transaction.atomic():
        return walk(plan, cast, now).public_id


def sign(facts: Facts) -> None:
    """So many people of the demonstration sign who have not, from one range of addresses or from nowhere."""
    signed = Petition.objects.get(public_id=facts["petition"])
    places = signing_territories(signed)
    known = set(Signature.objects.filter(petition=signed).values_list("person_id", flat=True))
    cast, _new = load_cast(password="", at=timezone.now())
    free = [each for each in (*cast.supporters, *cast.false_ones) if each.person.pk not in known]
    for number, supporter in enumerate(free[: facts["number"]]):
        address = f"{facts['network']}.{1 + number % 250}" if facts["network"] else None
        place = places[number % len(places)]
        signer = Signer(person=supporter.person, territory=place, network=address)
        sign_petition(petition=signed, signer=signer, at=timezone.now())


def look_for_fraud(_facts: Facts) -> None:
    """What the platform does by itself every five minutes."""
    find_suspicions(timezone.now())


ORDERS = {
    "session": session,
    "citizen": citizen,
    "petition": petition,
    "sign": sign,
    "fraud": look_for_fraud,
}
