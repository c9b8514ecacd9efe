import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.platform.search.analysis.identifiers import (
    LONGEST,
    identifier_term,
    may_be_identifier,
    normal_identifier,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("978-601-01-2345-6", "9786010123456"),
        ("ISBN 978 601 01 2345 6", "isbn9786010123456"),
        ("ҚР-123/45", "қр 123 45"),
        ("84(5Қаз)6-5", "84 (5қаз) 6-5"),
        ("КП 1234", "кп_1234"),
        ("№ 17", "no17"),
    ],
)
def test_identifier_is_one_whatever_its_signs(one, other):
    assert normal_identifier(one) == normal_identifier(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("КП 1234", "КП 12345"), ("84(5Қаз)6-5", "84(5Каз)6-5"), ("1", "11")]
)
def test_different_identifiers_stay_different(one, other):
    assert identifier_term(one) != identifier_term(other)


def test_identifier_without_letters_has_no_term():
    assert identifier_term(" -/() ") == ""
    assert identifier_term("") == ""


@given(st.text(max_size=200))
def test_term_is_one_word_of_bounded_length_and_stable(text):
    term = identifier_term(text)
    assert len(term) <= LONGEST + 1
    assert not any(sign.isspace() for sign in term)
    assert identifier_term(term) == term


def test_only_short_text_with_a_digit_may_be_an_identifier():
    assert may_be_identifier("КП 1234")
    assert not may_be_identifier("КП")
    assert not may_be_identifier("1" * (LONGEST + 1))
