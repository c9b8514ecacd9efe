"""Sealing: what is stored cannot be read, and survives a change of keys."""

import pytest

from shanyraq.platform.accounts import sealing

IIN = "830514400122"


def test_seal_hides_the_text_and_never_repeats() -> None:
    first, second = (sealing.seal(IIN, purpose=sealing.IDENTITY_NUMBER) for _ in range(2))
    assert first != second
    assert IIN not in first
    assert sealing.unseal(first, purpose=sealing.IDENTITY_NUMBER) == IIN


def test_unseal_refuses_another_purpose() -> None:
    with pytest.raises(sealing.InvalidToken):
        sealing.unseal(sealing.seal(IIN, purpose=sealing.IDENTITY_NUMBER), purpose=sealing.SECOND_FACTOR)


def test_unseal_refuses_a_changed_text() -> None:
    sealed = sealing.seal(IIN, purpose=sealing.IDENTITY_NUMBER)
    swapped = "A" if sealed[40] != "A" else "B"
    with pytest.raises(sealing.InvalidToken):
        sealing.unseal(sealed[:40] + swapped + sealed[41:], purpose=sealing.IDENTITY_NUMBER)


def test_unseal_opens_what_an_earlier_key_sealed(settings: object) -> None:
    settings.IDENTITY_KEY = "a" * 40
    sealed = sealing.seal(IIN, purpose=sealing.IDENTITY_NUMBER)
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FALLBACKS = "b" * 40, ["a" * 40]
    assert sealing.unseal(sealed, purpose=sealing.IDENTITY_NUMBER) == IIN
    settings.IDENTITY_KEY_FALLBACKS = []
    with pytest.raises(sealing.InvalidToken):
        sealing.unseal(sealed, purpose=sealing.IDENTITY_NUMBER)


def test_keyed_hash_depends_on_key_and_purpose(settings: object) -> None:
    settings.IDENTITY_KEY = "a" * 40
    one = sealing.keyed_hash(IIN, purpose=sealing.IDENTITY_NUMBER)
    other_purpose = sealing.keyed_hash(IIN, purpose=sealing.SECOND_FACTOR)
    settings.IDENTITY_KEY = "b" * 40
    other_key = sealing.keyed_hash(IIN, purpose=sealing.IDENTITY_NUMBER)
    assert len(one) == 64
    assert len({one, other_purpose, other_key}) == 3


def test_keyed_hashes_begin_with_the_present_key(settings: object) -> None:
    settings.IDENTITY_KEY, settings.IDENTITY_KEY_FALLBACKS = "b" * 40, ["a" * 40]
    present, earlier = sealing.keyed_hashes(IIN, purpose=sealing.IDENTITY_NUMBER)
    assert present == sealing.keyed_hash(IIN, purpose=sealing.IDENTITY_NUMBER)
    assert present != earlier
