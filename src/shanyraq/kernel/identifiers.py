"""Numbers that others give out (IIN, BIN, ISBN, ISSN), checked, and short public ids of our own.

The checks tell a mistyped number from a possible one; whether it was ever given out they cannot tell.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

_SEPARATORS = re.compile(r"[\s\u00a0\u2010-\u2015-]+")


def _bare(text: str) -> str:
    """A number without the spaces and hyphens that people put into it."""
    return _SEPARATORS.sub("", text)


def _is_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


# --- IIN and BIN: the national registers of identification numbers, law of 12 January 2007 ---

_FIRST_PASS = tuple(range(1, 12))
_SECOND_PASS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_CENTURIES = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}


def national_check_digit(first_eleven: str) -> int | None:
    """The twelfth digit of an IIN or BIN, or None when no such number is ever given out.

    Weights 1…11 modulo 11; when that gives 10, a second pass with the weights moved by two; when that gives
    10 too, none. The eleventh digit weighs nothing in the first pass: most slips there go unseen.
    """
    remainder = _weighted(first_eleven, _FIRST_PASS) % 11
    if remainder == 10:
        remainder = _weighted(first_eleven, _SECOND_PASS) % 11
    return None if remainder == 10 else remainder


@dataclass(frozen=True, slots=True, repr=False)
class Iin:
    """An individual identification number. Its text never shows in ``repr`` or logs."""

    number: str
    birth_date: dt.date | None
    is_male: bool | None

    def __repr__(self) -> str:
        return "Iin(…)"


@dataclass(frozen=True, slots=True)
class Bin:
    """A business identification number: month of registration, kind of entity and of its part."""

    number: str
    registered: dt.date
    kind: str
    part: str


def parse_iin(text: str, *, field: str | None = None) -> Iin:
    """An IIN from what a person typed. Refuses wrong length, impossible birth date and wrong check digit.

    Digits 1–6 are the birth date (YYMMDD), digit 7 century and sex (1–6). A seventh digit 0 stands for a
    foreigner without given date: ``birth_date`` and ``is_male`` are then None.
    """
    number = _bare(text)
    if not _is_digits(number, 12):
        raise Refusal(_("Enter the IIN: 12 digits."), code="iin_length", field=field)
    birth_date, is_male = _birth(number, field)
    if national_check_digit(number[:11]) != int(number[11]):
        raise Refusal(_("This IIN has a mistyped digit. Check it."), code="iin_check_digit", field=field)
    return Iin(number, birth_date, is_male)


def _birth(number: str, field: str | None) -> tuple[dt.date | None, bool | None]:
    marker = int(number[6])
    if marker == 0:
        return None, None
    year, month, day = (int(number[at : at + 2]) for at in (0, 2, 4))
    try:
        birth_date = dt.date(_CENTURIES[marker] + year, month, day)
    except (KeyError, ValueError):
        text = _("This IIN holds no possible birth date. Check its first seven digits.")
        raise Refusal(text, code="iin_birth_date", field=field) from None
    return birth_date, marker % 2 == 1


_BIN_KINDS = {"4": "resident", "5": "non_resident", "6": "individual_enterprise"}
_BIN_PARTS = {"0": "head", "1": "branch", "2": "representation", "3": "farm", "4": "other"}


def parse_bin(text: str, *, field: str | None = None) -> Bin:
    """A BIN from what a person typed: YYMM of registration, kind (4–6), part (0–4), number, check digit."""
    number = _bare(text)
    if not _is_digits(number, 12):
        raise Refusal(_("Enter the BIN: 12 digits."), code="bin_length", field=field)
    month, kind, part = int(number[2:4]), _BIN_KINDS.get(number[4]), _BIN_PARTS.get(number[5])
    if not 1 <= month <= 12 or kind is None or part is None:
        text_of_refusal = _("This is not a BIN. Check its first six digits.")
        raise Refusal(text_of_refusal, code="bin_structure", field=field)
    if national_check_digit(number[:11]) != int(number[11]):
        raise Refusal(_("This BIN has a mistyped digit. Check it."), code="bin_check_digit", field=field)
    return Bin(number, dt.date(_bin_year(number), month, 1), kind, part)


def _bin_year(number: str) -> int:
    """Two digits of the year; organisations older than the register keep their year of registration."""
    year = int(number[:2])
    return 1900 + year if year >= 50 else 2000 + year


# --- ISBN (ISO 2108) and ISSN (ISO 3297) ---


_ISBN_WORD = re.compile(r"(?i)^\s*isbn(?:-1[03])?:?")
_ISSN_WORD = re.compile(r"(?i)^\s*e?issn(?:-l)?:?")


def _thirteen(first_twelve: str) -> str:
    return str(-_weighted(first_twelve, (1, 3) * 6) % 10)


def _eleven(digits: str, weights: Sequence[int]) -> str:
    remainder = -_weighted(digits, weights) % 11
    return "X" if remainder == 10 else str(remainder)


def parse_isbn(text: str, *, field: str | None = None) -> str:
    """An ISBN-10 or ISBN-13 as the 13 digits of ISBN-13. Refuses wrong length, prefix and check digit."""
    number = _bare(_ISBN_WORD.sub("", text)).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", number):
        first, check = number[:9], _eleven(number[:9], range(10, 1, -1))
        stem = "978" + first
    elif re.fullmatch(r"97[89][0-9]{10}", number):
        stem, check = number[:12], _thirteen(number[:12])
    else:
        raise Refusal(_("Enter the ISBN: 10 or 13 digits."), code="isbn_length", field=field)
    if number[-1] != check:
        raise Refusal(_("This ISBN has a mistyped digit. Check it."), code="isbn_check_digit", field=field)
    return stem + _thirteen(stem)


def isbn_10(isbn_13: str) -> str | None:
    """The ISBN-10 of a valid ISBN-13; None where there is none (prefix 979)."""
    if not isbn_13.startswith("978"):
        return None
    return isbn_13[3:12] + _eleven(isbn_13[3:12], range(10, 1, -1))


def parse_issn(text: str, *, field: str | None = None) -> str:
    """An ISSN in its written form NNNN-NNNC. Refuses wrong length and check digit."""
    number = _bare(_ISSN_WORD.sub("", text)).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", number):
        raise Refusal(_("Enter the ISSN: 8 characters."), code="issn_length", field=field)
    if number[7] != _eleven(number[:7], range(8, 1, -1)):
        raise Refusal(_("This ISSN has a mistyped digit. Check it."), code="issn_check_digit", field=field)
    return f"{number[:4]}-{number[4:]}"


# --- public ids of our own ---

PUBLIC_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_LIKENESSES = str.maketrans("ilo", "110")
PUBLIC_LENGTH = 10


_PAIRS = [one + other for one in PUBLIC_ALPHABET for other in PUBLIC_ALPHABET]
_WEIGHED = [
    {sign: (place + 1) * value for value, sign in enumerate(PUBLIC_ALPHABET)}
    for place in range(PUBLIC_LENGTH - 1)
]


def _spell(number: int) -> str:
    """Nine signs of five bits each, two at once behind the first."""
    pairs = [_PAIRS[number >> place & 1023] for place in (30, 20, 10, 0)]
    return PUBLIC_ALPHABET[number >> 40 & 31] + "".join(pairs)


def _check_sign(body: str) -> str:
    """A sign that changes with any one mistyped sign and nearly any swapped pair (weights prime to 31)."""
    total = sum([weighed[sign] for weighed, sign in zip(_WEIGHED, body, strict=True)])
    return PUBLIC_ALPHABET[total % 31]


def new_public_id() -> str:
    """A random public id: nine signs of 45 random bits and a check sign, in lower case."""
    body = _spell(secrets.randbits(45))
    return body + _check_sign(body)


def public_id_for(key: bytes, kind: str, number: int) -> str:
    """The stable public id of a record: the same for the same key, kind and number, telling neither.

    Ids of 45 bits may collide (about one chance in 70 for a million records): keep a unique constraint.
    """
    digest = hmac.new(key, f"{kind}:{number}".encode(), hashlib.sha256).digest()
    body = _spell(int.from_bytes(digest[:6], "big") >> 3)
    return body + _check_sign(body)


def parse_public_id(text: str, *, field: str | None = None) -> str:
    """A public id as typed or read aloud (capitals, hyphens, O for 0, I and L for 1) in its own form."""
    sign = _bare(text).lower().translate(_LIKENESSES)
    known = len(sign) == PUBLIC_LENGTH and set(sign) <= set(PUBLIC_ALPHABET)
    if not known or _check_sign(sign[:-1]) != sign[-1]:
        raise Refusal(_("There is no such number. Check it."), code="public_id", field=field)
    return sign
