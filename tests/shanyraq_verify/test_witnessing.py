"""Witnesses: their keys, what they sign, and what they refuse."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.merkle.notes import Note
from shanyraq_verify.command import NOT_CHECKED, NOT_PROVED, PROVED, main
from shanyraq_verify.signing import Secret, read_secret, sign
from tests.shanyraq_verify.built_logs import BuiltLog, of_signatures, served


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_signatures_are_those_of_the_library(seed: bytes, message: bytes) -> None:
    library = Ed25519PrivateKey.from_private_bytes(seed)
    assert sign(seed, message) == library.sign(message)
    assert Secret("w", seed).verifier.public_key == library.public_key().public_bytes_raw()


def _new_key(tmp_path: Path) -> tuple[list[str], Secret]:
    file = tmp_path / "secret"
    assert main(["witness", "--secret", str(file), "--new-key", "press.example"]) == PROVED
    assert file.stat().st_mode & 0o777 == 0o600
    return ["--secret", str(file), "--state", str(tmp_path / "state")], read_secret(file)


def test_a_key_is_never_overwritten_nor_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options, secret = _new_key(tmp_path)
    assert main(["witness", *options, "--new-key", "press.example"]) == NOT_CHECKED
    assert read_secret(tmp_path / "secret") == secret
    (tmp_path / "secret").write_text("PRIVATE+KEY+w+00000000+AAAA", encoding="utf-8")
    folder = str(of_signatures(3).write(tmp_path / "log"))
    assert main(["witness", folder, *options]) == NOT_CHECKED
    assert "AAAA" not in capsys.readouterr().out
    assert secret.seed.hex() not in repr(secret)


def test_a_witness_vouches_for_a_log_that_only_grew(tmp_path: Path) -> None:
    options, secret = _new_key(tmp_path)
    log = of_signatures(600)
    BuiltLog(log.entries[:300]).write(tmp_path / "log")
    with served(tmp_path / "log") as (address, handler):
        assert main(["witness", address, *options]) == PROVED
        log.write(tmp_path / "log", 300)
        assert main(["witness", address, *options]) == PROVED
        fork = BuiltLog([*log.entries[1:], *log.entries[:9]])
        fork.write(tmp_path / "log")
        assert main(["witness", address, *options]) == NOT_PROVED
    assert [path for path, _ in handler.posted] == ["/witnesses"] * 2
    posted = Note.parse(handler.posted[1][1].decode())
    assert posted.text == Note.parse(log.note()).text
    assert posted.signature_of(secret.verifier) == posted.signatures[0]


def test_a_witness_without_a_memory_signs_nothing(tmp_path: Path) -> None:
    options, _ = _new_key(tmp_path)
    folder = str(of_signatures(3).write(tmp_path / "log"))
    assert main(["witness", folder, *options[:2]]) == NOT_CHECKED


def test_witnesses_are_shown_and_demanded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = Secret("one.example", b"1" * 32), Secret("two.example", b"2" * 32)
    log = of_signatures(600)
    folder = str(log.write(tmp_path, witnesses=[one]))
    both = ["--witness", str(one.verifier), "--witness", str(two.verifier)]
    assert main(["check", folder, *both, "--need-witnesses", "1"]) == PROVED
    assert "one.example vouches for all of it (2027-01-15 08:00:00 UTC)" in capsys.readouterr().out
    assert main(["check", folder, *both, "--need-witnesses", "2"]) == NOT_PROVED
    assert main(["check", folder, *both[:2] * 2, "--need-witnesses", "2"]) == NOT_CHECKED
    earlier = BuiltLog(log.entries[:299]).note([one, two])
    (tmp_path / "checkpoint.witnessed").write_text(earlier, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", folder, *both, "--need-witnesses", "2"]) == PROVED
    assert "two.example vouches for its first 299 entries" in capsys.readouterr().out


def test_a_forged_cosignature_does_not_count(tmp_path: Path) -> None:
    one, forger = Secret("one.example", b"1" * 32), Secret("one.example", b"2" * 32)
    folder = str(of_signatures(3).write(tmp_path, witnesses=[forger]))
    assert main(["check", folder, "--witness", str(one.verifier), "--need-witnesses", "1"]) == NOT_PROVED
