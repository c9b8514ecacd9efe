"""Authorities are asked, briefly and not too often; what a silent one means is the operator's choice."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.electronic_signatures import revocation
from shanyraq.platform.electronic_signatures.revocation import KeptAnswers, Silent, ask
from shanyraq.platform.electronic_signatures.verification import verify
from tests.platform.electronic_signatures.authority_scene import AT, DAY, Authority, Pair, sign

TEXT = b"text"
WAYS = [("ocsp",), ("crl",), ("ocsp", "crl")]


def is_good(pair: Pair) -> bool:
    return bool(verify(sign(TEXT, pair), contents=[TEXT], at=AT))


def code_of(pair: Pair) -> str:
    with pytest.raises(Refusal) as refusal:
        is_good(pair)
    return refusal.value.code


@pytest.mark.parametrize("services", WAYS)
def test_good_and_revoked(authority: Authority, services: tuple[str, ...]) -> None:
    pair = authority.issue(services=services)
    assert is_good(pair)
    authority.revoke(pair, AT - DAY)
    revocation.KEPT.clear()
    assert code_of(pair) == "revoked"


def test_the_list_stands_in_for_a_silent_responder(authority: Authority) -> None:
    authority.behaviour.ocsp_is_silent = True
    good, bad = authority.issue(), authority.issue()
    authority.revoke(bad, AT - DAY)
    assert is_good(good)
    assert code_of(bad) == "revoked"
    assert authority.behaviour.asked == ["ocsp", "crl"], "neither silence nor list is asked for twice"


@pytest.mark.parametrize("services", [*WAYS, ()])
def test_silence_refuses_unless_the_operator_says_otherwise(
    authority: Authority, settings: Any, services: tuple[str, ...]
) -> None:
    authority.behaviour.is_silent = True
    pair = authority.issue(services=services)
    assert code_of(pair) == "revocation_unknown"
    settings.ELECTRONIC_SIGNATURES_SILENCE = "accept"
    assert is_good(pair)


def test_a_revoked_one_is_refused_by_lenient_operators_too(authority: Authority, settings: Any) -> None:
    settings.ELECTRONIC_SIGNATURES_SILENCE = "accept"
    pair = authority.issue()
    authority.revoke(pair, AT - DAY)
    assert code_of(pair) == "revoked"


def test_an_old_answer_tells_nothing(authority: Authority) -> None:
    authority.behaviour.next_update = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=5)
    assert code_of(authority.issue()) == "revocation_unknown"


@pytest.mark.parametrize("services", [("ocsp",), ("crl",)])
def test_an_answer_signed_by_another_tells_nothing(authority: Authority, services: tuple[str, ...]) -> None:
    pair = authority.issue(services=services)
    authority.issuer, true = Authority().issuer, authority.issuer
    assert code_of(pair) == "revocation_unknown"
    authority.issuer = true


def test_a_late_answer_is_not_waited_for(authority: Authority, settings: Any) -> None:
    settings.ELECTRONIC_SIGNATURES_SECONDS = 0.2
    authority.behaviour.seconds_late = 1.0
    begun = time.monotonic()
    assert code_of(authority.issue()) == "revocation_unknown"
    assert time.monotonic() - begun < 1.0
    begun = time.monotonic()
    assert code_of(authority.issue()) == "revocation_unknown"
    assert time.monotonic() - begun < 0.2, "who was silent a moment ago is not waited for again"


def test_huge_and_redirected_answers_are_given_up(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.behaviour.surplus = revocation.MOST_OCSP_BYTES
    assert code_of(authority.issue(services=("ocsp",))) == "revocation_unknown"
    revocation.KEPT.clear()
    monkeypatch.setattr(revocation, "MOST_CRL_BYTES", 1_000)
    assert code_of(authority.issue(services=("crl",))) == "revocation_unknown"
    revocation.KEPT.clear()
    authority.behaviour.surplus, authority.behaviour.redirects_to = 0, f"{authority.address}/list.crl"
    assert code_of(authority.issue(services=("crl",))) == "revocation_unknown"
    assert authority.behaviour.asked == ["ocsp", "crl", "crl"]


def test_lists_are_kept_and_answers_about_people_never(authority: Authority) -> None:
    one = authority.issue(services=("crl",))
    assert is_good(one)
    assert is_good(authority.issue(services=("crl",)))
    assert authority.behaviour.asked == ["crl"]
    two = authority.issue(services=("ocsp",))
    assert is_good(two)
    authority.revoke(two, AT - DAY)
    assert code_of(two) == "revoked"
    assert authority.behaviour.asked == ["crl", "ocsp", "ocsp"]


def test_an_address_that_nobody_listens_at() -> None:
    with pytest.raises(Silent):
        ask("http://127.0.0.1:9/list.crl", most=100)
    with pytest.raises(Silent):
        ask("ftp://127.0.0.1/list.crl", most=100)


def test_what_is_kept_is_bounded_and_ends() -> None:
    kept = KeptAnswers(2_000)
    for number in range(10):
        kept.put(bytes([number]), b"x" * 500, 60)
    assert [kept.get(bytes([number])) is not None for number in range(10)].count(True) == 2
    kept.put(b"short", b"x", -1)
    assert kept.get(b"short") is None
    kept.put(b"silent", None, 60)
    with pytest.raises(Silent):
        kept.get(b"silent")
    kept.put(b"silent", b"back", 60)
    assert kept.get(b"silent") == b"back"
