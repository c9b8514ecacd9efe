"""Texts in one form for all scripts."""

import pytest

from shanyraq.domains.library.catalogue.clustering.folding import (
    fold,
    hashed,
    likeness,
    number_of,
    numbers_in,
)
from shanyraq.kernel.kazakh.scripts import to_arabic, to_latin

TITLE = "Абай жолы: роман-эпопея"


@pytest.mark.parametrize(
    "other", [to_latin(TITLE), to_arabic(TITLE), "ABAI JOLY roman-epopeia", TITLE.upper()]
)
def test_fold_is_the_same_in_every_script(other: str) -> None:
    assert fold(other) == fold(TITLE) == ("абаи", "жоли", "роман", "епопеиа")


@pytest.mark.parametrize("text", ["", "  ", "—:;!", "ь", "\u0674", "_" * 50])
def test_fold_of_nothing_heard_is_empty(text: str) -> None:
    assert fold(text) == ()


def test_likeness_is_symmetric_and_one_only_for_equal_texts() -> None:
    one, other = "".join(fold("Қараш-қараш оқиғасы")), "".join(fold("Қараш қараш окигасi."))
    assert likeness(one, one) == 1.0
    assert likeness(one, "") == 0.0
    assert likeness("абаб", "бабаб") < 1.0
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("12", 12),
        ("2-кітап", 2),
        ("XIV", 14),
        ("ІІ", 2),
        ("IX", 9),
        ("12345", None),
        ("кітап", None),
        ("", None),
    ],
)
def test_number_of_reads_arabic_and_roman(word: str, number: int | None) -> None:
    assert number_of(word) == number


def test_numbers_in_leaves_a_lone_roman_letter() -> None:
    assert numbers_in("What I saw in XIX century, 7 times") == frozenset({19, 7})


def test_hashed_fits_into_a_signed_number_of_64_bits() -> None:
    values = [hashed(str(place)) for place in range(2000)]
    assert len(set(values)) == 2000
    assert min(values) >= -(2**63)
    assert max(values) < 2**63
