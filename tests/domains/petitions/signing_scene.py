"""Petitions that take signatures, and people who sign them, through the real actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from shanyraq.domains.petitions.actions.signing import LOG, Signed, Signer, sign_petition
from shanyraq.domains.petitions.actions.signing_start import prepare_signing
from shanyraq.domains.petitions.models import Petition, PetitionCount, Signature, Territory
from shanyraq.kernel.identifiers import national_check_digit
from shanyraq.kernel.merkle.entries import parse_entry
from shanyraq.platform.accounts.actions.persons import record_person
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.transparency.models import LogLeaf
from shanyraq_verify.petitions import Counting, checked
from tests.domains.petitions import public_scene as scene
from tests.factories.accounts import identity

AT = scene.NOW


def region(code: str = "750000000") -> Territory:
    """A region of the country."""
    country = scene.body().territory
    name = {"kk": f"Облыс {code}", "ru": f"Область {code}", "en": f"Region {code}"}
    return Territory.objects.get_or_create(
        code=code, defaults={"kind": "region", "parent": country, "name": name}
    )[0]


def open_petition(**values: Any) -> Petition:
    """A petition that takes signatures."""
    petition = scene.petition(**values)
    prepare_signing(petition)
    return petition


def person(number: int) -> Person:
    """One of any number of different people, known to the state."""
    return record_person(identity=identity(iin(number)), at=AT)


def iin(number: int) -> str:
    """An identity number whose check digit fits."""
    for serial in range(number * 3, number * 3 + 3):
        stem = f"900101{3 if serial % 2 else 4}{serial:04d}"[:11]
        try:
            digit = national_check_digit(stem)
        except ValueError:
            continue
        if digit is not None:
            return f"{stem}{digit}"
    raise AssertionError(number)


def sign(petition: Petition, who: int | Person = 1, at: dt.datetime = AT, **values: Any) -> Signed:
    """Person *who* signs *petition*."""
    someone = person(who) if isinstance(who, int) else who
    signer = Signer(**{"person": someone, "territory": region(), **values})
    return sign_petition(petition=petition, signer=signer, at=at)


def recounted(petition: Petition) -> Mapping[str, int]:
    """What the entries of the log say, counted as anybody outside counts them."""
    counting = Counting()
    for leaf in LogLeaf.objects.filter(log__name=LOG).order_by("index"):
        entry = checked(entry_of(leaf))
        if entry["petition"] == petition.public_id:
            counting.take(entry, bytes(leaf.leaf_hash))
    return {
        "valid": counting.count,
        "signed": counting.signed,
        "withdrawn": counting.withdrawn,
        "invalidated": counting.invalidated,
    }


def entry_of(leaf: LogLeaf) -> dict[str, Any]:
    return parse_entry(bytes(leaf.body))


def published(petition: Petition) -> Mapping[str, int]:
    """The published numbers."""
    names = ("valid", "signed", "withdrawn", "invalidated")
    return dict(zip(names, PetitionCount.objects.values_list(*names).get(petition=petition), strict=True))


def valid_rows(petition: Petition) -> int:
    return Signature.objects.filter(
        petition=petition, withdrawn_at__isnull=True, invalidated_at__isnull=True
    ).count()
