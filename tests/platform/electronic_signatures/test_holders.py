"""Names as people write them, from certificates of the national authority and of others."""

from __future__ import annotations

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from shanyraq.platform.electronic_signatures.holders import holder_of
from tests.platform.electronic_signatures.authority_scene import IIN, Authority, name

CN, SN, GN, NUMBER = (
    NameOID.COMMON_NAME,
    NameOID.SURNAME,
    NameOID.GIVEN_NAME,
    NameOID.SERIAL_NUMBER,
)


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        (
            ((CN, "ТЕСТОВ ТЕСТ"), (SN, "ТЕСТОВ"), (GN, "ТЕСТОВИЧ")),
            ("Тест", "Тестов", "Тестович"),
        ),
        (((CN, "ТЕСТОВ ТЕСТ"), (SN, "ТЕСТОВ")), ("Тест", "Тестов", "")),
        (((CN, "СЕРІК-ҰЛЫ АЛИ БЕК"), (SN, "СЕРІК-ҰЛЫ")), ("Али Бек", "Серік-Ұлы", "")),
        (((CN, "O'Neil Mary"), (SN, "O'Neil"), (GN, "Mary")), ("Mary", "O'Neil", "")),
        (((CN, "Mary O'Neil"), (SN, "O'Neil"), (GN, "Mary")), ("Mary", "O'Neil", "")),
        (((CN, "ТЕСТОВ"), (SN, "ТЕСТОВ")), ("", "Тестов", "")),
        (((CN, "Somebody"),), ("", "", "")),
    ],
)
def test_names(parts: tuple[tuple[x509.ObjectIdentifier, str], ...], names: tuple[str, str, str]) -> None:
    certificate = Authority().issue(name(*parts, (NUMBER, f"IIN{IIN}"))).certificate
    found = holder_of(asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)))
    assert (found.given_name, found.family_name, found.middle_name) == names
    assert found.iin == IIN
    assert IIN not in repr(found)
