"""Whom a certificate names: a person with an IIN, as the National Certification Authority writes them.

Its certificates carry the number in the subject's ``serialNumber`` as ``IIN`` and twelve digits, the surname
in ``surname``, surname and given name in ``commonName``, the patronymic in ``givenName``. A certificate that
a person holds for an organisation has the organisation's BIN in ``organizationalUnitName`` besides.
Source: rules of the certification centres, order 383/НҚ of 13 October 2020 (adilet.zan.kz V2000021440).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from asn1crypto import x509

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_iin
from shanyraq.platform.electronic_signatures import refusals

NUMBER: Final = re.compile(r"IIN([0-9]{12})")
SYSTEMS: Final = frozenset({"1.2.398.3.3.4.1.1.1", "1.2.398.3.3.4.1.2.6"})
"""Extended key usages of information systems, of persons and of organisations: no human being signs there."""

LONGEST_NAME: Final = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person as a certificate names them. The number never appears in ``repr``, so not in logs either."""

    iin: str = field(repr=False)
    given_name: str = ""
    family_name: str = ""
    middle_name: str = ""


def holder_of(certificate: x509.Certificate) -> Holder:
    """The person whom a certificate names.

    :raises Refusal: ``nobody`` when it names none: an organisation, an information system, no number.
    """
    usages = certificate.extended_key_usage_value
    if usages is not None and SYSTEMS & {usage.dotted for usage in usages}:
        raise refusals.nobody()
    subject = certificate.subject
    numbers = [found[1] for text in _texts(subject, "serial_number") if (found := NUMBER.fullmatch(text))]
    if len(numbers) != 1:
        raise refusals.nobody()
    try:
        iin = parse_iin(numbers[0]).number
    except Refusal:
        raise refusals.nobody() from None
    given, family, middle = _names(subject)
    return Holder(iin=iin, given_name=given, family_name=family, middle_name=middle)


def _names(subject: x509.Name) -> tuple[str, str, str]:
    """Given name, surname, patronymic; empty where the certificate tells none."""
    family, whole, other = (_text(subject, name) for name in ("surname", "common_name", "given_name"))
    words = whole.split()
    if family and words[: len(family.split())] == family.split():
        given = " ".join(words[len(family.split()) :])
        # elsewhere ``givenName`` is what its name says; here it holds the patronymic
        middle = "" if other and other in given else other
        return _written(given or other), _written(family), _written(middle)
    return _written(other), _written(family), ""


def _written(name: str) -> str:
    """A name as people write it; certificates have capitals throughout."""
    return (name.title() if name.isupper() else name)[:LONGEST_NAME]


def _text(subject: x509.Name, name: str) -> str:
    return next(iter(_texts(subject, name)), "")


def _texts(subject: x509.Name, name: str) -> list[str]:
    return [
        str(part["value"].native).strip()
        for one in subject.chosen
        for part in one
        if part["type"].native == name
    ]
