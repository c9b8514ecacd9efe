"""Binding an account to the person whom the state's identity provider has confirmed."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts import sealing
from shanyraq.platform.accounts.models import Person, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the provider says about a person. The number never appears in ``repr``, so not in logs either.

    ``iin`` has passed the check of its digits (``kernel.identifiers``).
    """

    iin: str = field(repr=False)
    given_name: str = ""
    family_name: str = ""
    middle_name: str = ""


def _taken() -> Refusal:
    return Refusal(
        _("This identity already belongs to another account. Sign in to that account."), code="identity_taken"
    )


def _other_person() -> Refusal:
    return Refusal(
        _("This account already belongs to another person. Sign out and open an account of your own."),
        code="account_of_another_person",
    )


def _lock_number(iin: str) -> None:
    """Two requests with the same number stand in line until the end of the transaction.

    The lock is named by 63 bits of the keyed hash, so the number cannot be read from ``pg_locks``.
    """
    name = int(sealing.keyed_hash(iin, purpose=sealing.IDENTITY_NUMBER)[:16], 16) >> 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [name])


def link_person(*, user: User, identity: Identity, at: datetime) -> Person:
    """Confirm that ``user`` is the person with this number; the names are those the state gave last.

    One person has one account and one account is one person, whoever asks at the same time. A person whose
    earlier account is gone keeps their row and gets the new account.

    :raises Refusal: ``identity_taken`` or ``account_of_another_person``; neither says whose.
    """
    try:
        with transaction.atomic():
            return _link(user, identity, at)
    except IntegrityError:
        # a row came in under an earlier key, or without our lock: the constraint has the last word
        raise _taken() from None


def _link(user: User, identity: Identity, at: datetime) -> Person:
    _lock_number(identity.iin)
    User.objects.select_for_update().get(pk=user.pk)
    hashes = sealing.keyed_hashes(identity.iin, purpose=sealing.IDENTITY_NUMBER)
    person = Person.objects.select_for_update().filter(iin_hash__in=hashes).first()
    check_link(user=user, person=person)
    person = person or Person()
    person.user = user
    person.sealed_iin = sealing.seal(identity.iin, purpose=sealing.IDENTITY_NUMBER)
    person.iin_hash = hashes[0]
    person.given_name = identity.given_name
    person.family_name = identity.family_name
    person.middle_name = identity.middle_name
    person.confirmed_at = at
    person.save()
    return person


def record_person(*, identity: Identity, at: datetime) -> Person:
    """The person with this number, written down by staff to whom the identity paper was shown.

    Somebody known already stays as the state's provider told; whoever is new has no account, and no account
    becomes theirs but by ``link_person``.
    """
    with transaction.atomic():
        _lock_number(identity.iin)
        hashes = sealing.keyed_hashes(identity.iin, purpose=sealing.IDENTITY_NUMBER)
        known = Person.objects.filter(iin_hash__in=hashes).first()
        if known is not None:
            return known
        return Person.objects.create(
            sealed_iin=sealing.seal(identity.iin, purpose=sealing.IDENTITY_NUMBER),
            iin_hash=hashes[0],
            given_name=identity.given_name,
            family_name=identity.family_name,
            middle_name=identity.middle_name,
            confirmed_at=at,
        )


def check_link(*, user: User, person: Person | None) -> None:
    """:raises Refusal: when ``user`` cannot become ``person`` (``None``: somebody not known yet)."""
    if person is not None and person.user_id not in {None, user.pk}:
        raise _taken()
    present = Person.objects.filter(user=user).first()
    if present is not None and (person is None or present.pk != person.pk):
        raise _other_person()


def reseal_identities(*, batch: int = 500) -> int:
    """Seal and hash every number under the present key; returns how many rows changed.

    Runs in batches, so it can be broken off and started again; afterwards the earlier keys may be forgotten.
    """
    done = 0
    last = 0
    while True:
        with transaction.atomic():
            rows = list(Person.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:batch])
            for person in rows:
                done += _reseal(person)
        if not rows:
            return done
        last = rows[-1].pk


def _reseal(person: Person) -> bool:
    iin = sealing.unseal(person.sealed_iin, purpose=sealing.IDENTITY_NUMBER)
    person.sealed_iin = sealing.seal(iin, purpose=sealing.IDENTITY_NUMBER)
    person.iin_hash = sealing.keyed_hash(iin, purpose=sealing.IDENTITY_NUMBER)
    person.save(update_fields=["sealed_iin", "iin_hash"])
    return True
