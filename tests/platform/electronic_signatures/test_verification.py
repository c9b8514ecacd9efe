"""A signature proves that this person has signed exactly this. Everything else is refused, by name."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.electronic_signatures.verification import VerifiedSignature, verify
from tests.platform.electronic_signatures.authority_scene import (
    AT,
    DAY,
    IIN,
    PSS,
    Authority,
    Pair,
    person_name,
    rsa_key,
    running,
    sign,
)

TEXT = "Ауылға кітапхана керек.".encode()
OTHER = "Ауылға кітапхана көрек.".encode()


def verified(arrived: bytes, at: dt.datetime = AT) -> VerifiedSignature:
    return verify(arrived, contents=[TEXT], at=at)


def refused(arrived: bytes, at: dt.datetime = AT) -> str:
    with pytest.raises(Refusal) as refusal:
        verified(arrived, at)
    assert refusal.value.field == "file"
    return refusal.value.code


def test_a_good_signature_names_its_holder(authority: Authority) -> None:
    pair = authority.issue()
    found = verified(sign(TEXT, pair))
    assert (found.holder.iin, found.holder.given_name, found.holder.family_name) == (
        IIN,
        "Айгүл",
        "Сыналыева",
    )
    assert found.holder.middle_name == "Үлгіқызы"
    assert found.content == TEXT
    assert found.signed_at == AT
    assert found.certificate_sha256 == pair.certificate.fingerprint(hashes.SHA256()).hex()
    assert IIN not in repr(found)


def test_a_loop_that_runs_already_is_no_hindrance(authority: Authority) -> None:
    arrived = sign(TEXT, authority.issue())

    async def verified_within() -> VerifiedSignature:
        return verified(arrived)

    with ThreadPoolExecutor(max_workers=1) as thread:  # in this one a browser may have its loop
        assert thread.submit(asyncio.run, verified_within()).result(60).content == TEXT


@pytest.mark.parametrize("is_attached", [True, False])
@pytest.mark.parametrize("form", ["der", "pem", "base64", "base64 in lines"])
def test_every_form_in_which_programs_write_is_read(
    authority: Authority, form: str, is_attached: bool
) -> None:
    arrived = sign(TEXT, authority.issue(), is_attached=is_attached, is_pem=form == "pem")
    if form.startswith("base64"):
        arrived = base64.encodebytes(arrived) if "lines" in form else base64.b64encode(arrived)
    assert verified(arrived).content == TEXT


@pytest.mark.parametrize("padding", [None, PSS])
def test_rsa_signatures(authority: Authority, padding: Any) -> None:
    assert verified(sign(TEXT, authority.issue(key=rsa_key()), rsa_padding=padding)).holder.iin == IIN


@pytest.mark.parametrize("curve", [ec.SECP384R1(), ec.SECP521R1()])
def test_larger_curves_and_digests(authority: Authority, curve: ec.EllipticCurve) -> None:
    pair = authority.issue(key=ec.generate_private_key(curve))
    assert verified(sign(TEXT, pair, digest=hashes.SHA512())).holder.iin == IIN


def test_a_signature_without_attributes(authority: Authority) -> None:
    pair = authority.issue()
    assert verified(sign(TEXT, pair, has_attributes=False)).content == TEXT
    assert refused(sign(TEXT + b"!", pair, has_attributes=False)) == "other_content"


def test_one_of_several_possible_contents(authority: Authority) -> None:
    arrived = sign(TEXT, authority.issue())
    assert verify(arrived, contents=[b"other", TEXT], at=AT).content == TEXT


@pytest.mark.parametrize("is_attached", [True, False])
@pytest.mark.parametrize("content", [b"", TEXT + b" ", TEXT + b"\n", OTHER])
def test_another_content(authority: Authority, content: bytes, is_attached: bool) -> None:
    assert refused(sign(content, authority.issue(), is_attached=is_attached)) == "other_content"


def test_a_content_changed_inside_an_attached_signature(authority: Authority) -> None:
    arrived = sign(OTHER, authority.issue(), is_attached=True)
    assert refused(arrived.replace(OTHER, TEXT)) == "broken"


def test_a_changed_signature_value(authority: Authority) -> None:
    pair = authority.issue(key=rsa_key())
    arrived = bytearray(sign(TEXT, pair))
    arrived[-5] ^= 1
    assert refused(bytes(arrived)) == "broken"


def test_a_certificate_exchanged_for_that_of_another(authority: Authority) -> None:
    mine, other = authority.issue(), authority.issue(person_name("911123350018"))
    arrived = sign(TEXT, Pair(mine.key, other.certificate))
    assert refused(arrived) == "broken"


def test_two_signers(authority: Authority) -> None:
    assert refused(sign(TEXT, authority.issue(), authority.issue())) == "several_signers"


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        (AT - 2 * DAY, AT - dt.timedelta(seconds=2), "expired"),
        (AT + dt.timedelta(seconds=2), AT + 2 * DAY, "not_yet_valid"),
    ],
)
def test_a_certificate_outside_of_its_time(
    authority: Authority, begins: dt.datetime, ends: dt.datetime, code: str
) -> None:
    assert refused(sign(TEXT, authority.issue(begins=begins, ends=ends))) == code


def test_an_unknown_authority(authority: Authority) -> None:
    with running() as other:
        assert refused(sign(TEXT, other.issue())) == "unknown_authority"
        assert other.behaviour.asked == [], "nothing is fetched for a certificate that nobody vouches for"


def test_a_name_borrowed_from_the_authority(authority: Authority) -> None:
    """Same names, other keys: only the signature of the true one counts."""
    with running() as other:
        assert other.issuer.certificate.subject == authority.issuer.certificate.subject
        other.address = authority.address
        assert refused(sign(TEXT, other.issue())) == "unknown_authority"
    assert authority.behaviour.asked == []


def test_a_self_signed_certificate(authority: Authority) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    usage = authority.issue().certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    made = (
        authority._begun(key, person_name(), person_name())
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    assert refused(sign(TEXT, Pair(key, made))) == "unknown_authority"


def test_a_key_of_an_authority_signs_no_petition(authority: Authority) -> None:
    assert refused(sign(TEXT, authority.issuer)) == "wrong_key"


def test_a_key_for_signing_in(authority: Authority) -> None:
    pair = authority.issue(
        usage={"digital_signature", "key_encipherment"}, purposes=[ExtendedKeyUsageOID.CLIENT_AUTH]
    )
    assert refused(sign(TEXT, pair)) == "wrong_key"


def test_a_policy_that_the_operator_demands(authority: Authority, settings: Any) -> None:
    settings.ELECTRONIC_SIGNATURES_POLICIES = frozenset({"1.2.398.3.3.2.3"})
    assert refused(sign(TEXT, authority.issue())) == "wrong_policy"
    assert refused(sign(TEXT, authority.issue(policies=("1.2.398.3.3.2.1",)))) == "wrong_policy"
    assert verified(sign(TEXT, authority.issue(policies=("1.2.398.3.3.2.3",)))).holder.iin == IIN


@pytest.mark.parametrize(
    "subject",
    [
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ТОО ҮЛГІ")]),
        x509.Name([x509.NameAttribute(NameOID.SERIAL_NUMBER, "BIN990140001235")]),
        person_name("830514400121"),  # its check digit is wrong
        person_name(IIN, (NameOID.SERIAL_NUMBER, "IIN911123350018")),  # names two people
    ],
)
def test_a_certificate_of_nobody(authority: Authority, subject: x509.Name) -> None:
    assert refused(sign(TEXT, authority.issue(subject))) == "nobody"


def test_a_persons_certificate_for_an_organisation_names_the_person(authority: Authority) -> None:
    more = ((NameOID.ORGANIZATION_NAME, "ТОО ҮЛГІ"), (NameOID.ORGANIZATIONAL_UNIT_NAME, "BIN990140001235"))
    pair = authority.issue(person_name(IIN, *more), purposes=[x509.ObjectIdentifier("1.2.398.3.3.4.1.2")])
    assert verified(sign(TEXT, pair)).holder.iin == IIN


def test_an_information_system_is_no_person(authority: Authority) -> None:
    for system in ("1.2.398.3.3.4.1.1.1", "1.2.398.3.3.4.1.2.6"):
        assert refused(sign(TEXT, authority.issue(purposes=[x509.ObjectIdentifier(system)]))) == "nobody"


def test_without_authorities_nothing_is_accepted(authority: Authority, settings: Any, tmp_path: Any) -> None:
    arrived = sign(TEXT, authority.issue())
    settings.ELECTRONIC_SIGNATURES_FOLDER = str(tmp_path / "none")
    with pytest.raises(Refusal) as refusal:
        verified(arrived)
    assert refusal.value.code == "not_offered"


def test_intermediate_authorities_come_from_the_folder_alone(authority: Authority, tmp_path: Any) -> None:
    (tmp_path / "authorities" / "authority.cer").unlink()
    assert refused(sign(TEXT, authority.issue())) == "unknown_authority"


def test_no_log_tells_who_signed(authority: Authority, caplog: pytest.LogCaptureFixture) -> None:
    pair = authority.issue()
    authority.revoke(pair, AT - DAY)
    with caplog.at_level(logging.DEBUG):
        assert refused(sign(TEXT, pair)) == "revoked"
        verified(sign(TEXT, authority.issue()))
    assert IIN not in caplog.text
    assert "СЫНАЛЫЕВА" not in caplog.text
