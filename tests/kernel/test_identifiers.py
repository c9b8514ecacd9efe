import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import (
    PUBLIC_ALPHABET,
    isbn_10,
    national_check_digit,
    new_public_id,
    parse_bin,
    parse_iin,
    parse_isbn,
    parse_issn,
    parse_public_id,
    public_id_for,
)

ELEVEN = st.text("0123456789", min_size=11, max_size=11)


def completed(first_eleven):
    """A made-up number with its right check digit."""
    return f"{first_eleven}{national_check_digit(first_eleven)}"


def refusal_of(parse, text):
    with pytest.raises(Refusal) as caught:
        parse(text, field="number")
    assert caught.value.field == "number"
    return caught.value.code


def by_remainders(first_eleven):
    """The rule written out once more, independently."""
    digits = [int(digit) for digit in first_eleven]
    for weights in ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]):
        remainder = sum(d * w for d, w in zip(digits, weights, strict=True)) % 11
        if remainder < 10:
            return remainder
    return None


@given(ELEVEN)
def test_national_check_digit_follows_the_rule(first_eleven):
    assert national_check_digit(first_eleven) == by_remainders(first_eleven)


def test_national_check_digit_needs_its_second_pass():
    assert national_check_digit("00000000005") == 0  # 55 % 11
    assert national_check_digit("00000000014") == 1 * 1 + 4 * 2  # first pass gives 10


def test_national_check_digit_is_none_when_both_passes_give_ten():
    lost = [number for number in (f"{n:011d}" for n in range(20_000)) if national_check_digit(number) is None]
    assert lost
    assert all(by_remainders(number) is None for number in lost)


def test_parse_iin_reads_birth_date_century_and_sex():
    iin = parse_iin(completed("85031530012"))
    assert (iin.birth_date, iin.is_male) == (dt.date(1985, 3, 15), True)
    assert parse_iin(completed("04022960012")).birth_date == dt.date(2004, 2, 29)
    assert parse_iin(completed("04022960012")).is_male is False
    assert parse_iin(completed("99123120015")).birth_date == dt.date(1899, 12, 31)


def test_parse_iin_accepts_spaces_and_hyphens():
    number = completed("85031530012")
    assert parse_iin(f" {number[:6]} {number[6:]}\u00a0-").number == number


def test_parse_iin_of_a_foreigner_may_have_no_date():
    assert parse_iin(completed("00000000012")).birth_date is None


def test_iin_does_not_show_itself():
    assert "8503" not in repr(parse_iin(completed("85031530012")))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "iin_length"),
        ("12345678901", "iin_length"),
        ("1234567890123", "iin_length"),
        ("٠" * 12, "iin_length"),
        ("²" * 12, "iin_length"),
        (completed("85133130012"), "iin_birth_date"),
        (completed("05022930012"), "iin_birth_date"),
        (completed("85031570012"), "iin_birth_date"),
    ],
)
def test_parse_iin_refuses_with_a_reason(text, code):
    assert refusal_of(parse_iin, text) == code


def test_parse_iin_notices_wrong_digits_but_for_the_weakness_of_the_rule():
    number = completed("85031530012")
    slips = [
        (place, number[:place] + digit + number[place + 1 :])
        for place in range(12)
        for digit in "0123456789"
        if digit != number[place]
    ]
    unseen = [place for place, slip in slips if _is_accepted(slip)]
    assert unseen.count(10) == 9  # its weight is 11, nothing modulo 11
    assert [place for place in unseen if place != 10] == [5]  # by way of the second pass


def _is_accepted(number):
    try:
        parse_iin(number)
    except Refusal:
        return False
    return True


def test_parse_bin_reads_its_structure():
    found = parse_bin(completed("99094000001"))
    assert (found.registered, found.kind, found.part) == (dt.date(1999, 9, 1), "resident", "head")
    assert parse_bin(completed("14015100001")).registered == dt.date(2014, 1, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("99", "bin_length"),
        (completed("99134000001"), "bin_structure"),
        (completed("99091000001"), "bin_structure"),
        (completed("99094900001"), "bin_structure"),
        ("990940000010", "bin_check_digit"),
    ],
)
def test_parse_bin_refuses_with_a_reason(text, code):
    assert refusal_of(parse_bin, text) == code


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("0-306-40615-2", "9780306406157"),
        ("978-0-306-40615-7", "9780306406157"),
        ("ISBN 080442957X", "9780804429573"),
        ("isbn-13: 979-10-90636-07-1", "9791090636071"),
    ],
)
def test_parse_isbn_gives_thirteen_digits(text, isbn):
    assert parse_isbn(text) == isbn


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "isbn_length"),
        ("123", "isbn_length"),
        ("9770306406157", "isbn_length"),
        ("0306406153", "isbn_check_digit"),
        ("9780306406158", "isbn_check_digit"),
    ],
)
def test_parse_isbn_refuses_with_a_reason(text, code):
    assert refusal_of(parse_isbn, text) == code


def test_isbn_10_exists_for_prefix_978_only():
    assert isbn_10("9780804429573") == "080442957X"
    assert isbn_10("9791090636071") is None


@pytest.mark.parametrize(
    ("text", "issn"),
    [("0317-8471", "0317-8471"), ("issn 2434561x", "2434-561X"), ("eISSN: 20493630", "2049-3630")],
)
def test_parse_issn_gives_the_written_form(text, issn):
    assert parse_issn(text) == issn


@pytest.mark.parametrize(("text", "code"), [("0317", "issn_length"), ("0317-8472", "issn_check_digit")])
def test_parse_issn_refuses_with_a_reason(text, code):
    assert refusal_of(parse_issn, text) == code


def test_public_ids_are_short_and_read_back():
    sign = new_public_id()
    assert len(sign) == 10
    assert parse_public_id(sign) == sign
    assert new_public_id() != sign


def test_public_id_of_a_record_is_stable_and_tells_nothing():
    assert public_id_for(b"key", "petition", 1) == public_id_for(b"key", "petition", 1)
    ids = {public_id_for(key, kind, 1) for key in (b"a", b"b") for kind in ("petition", "draft")}
    assert len(ids) == 4


@given(st.integers(0, 10**9))
def test_public_id_survives_being_read_aloud(number):
    sign = public_id_for(b"key", "petition", number)
    aloud = f"{sign[:5]}-{sign[5:]}".upper().replace("0", "O").replace("1", "L")
    assert parse_public_id(aloud) == sign


@given(st.integers(0, 10**9), st.integers(0, 8), st.sampled_from(PUBLIC_ALPHABET))
def test_public_id_notices_one_wrong_sign(number, place, sign):
    right = public_id_for(b"key", "petition", number)
    wrong = right[:place] + sign + right[place + 1 :]
    same_rest = (PUBLIC_ALPHABET.index(sign) - PUBLIC_ALPHABET.index(right[place])) % 31 == 0
    if same_rest:
        return
    with pytest.raises(Refusal):
        parse_public_id(wrong)


@pytest.mark.parametrize("text", ["", "abc", "u" * 10, "қ" * 10, "0" * 11])
def test_parse_public_id_refuses_what_is_none(text):
    assert refusal_of(parse_public_id, text) == "public_id"
