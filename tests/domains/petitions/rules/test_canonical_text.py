"""The exact text: cleaned, complete, and the same hash for the same words only."""

import hashlib
import time

import pytest

from shanyraq.domains.petitions.actions.attachments import add_attachment
from shanyraq.domains.petitions.rules.canonical_text import (
    LONGEST,
    canonical_text,
    cleaned,
    text_hash,
    texts_of,
)
from tests.factories import petitions as people

TEXTS = {"title": "Ә", "proposals": ["б", "а"], "language": "kk"}


def test_canonical_text_is_sorted_json_in_utf8() -> None:
    assert canonical_text(TEXTS) == '{"language":"kk","proposals":["б","а"],"title":"Ә"}'.encode()
    assert text_hash(TEXTS) == hashlib.sha256(canonical_text(TEXTS)).hexdigest()


def test_order_of_keys_is_no_matter_order_of_proposals_is() -> None:
    assert text_hash(dict(reversed(TEXTS.items()))) == text_hash(TEXTS)
    assert text_hash({**TEXTS, "proposals": ["а", "б"]}) != text_hash(TEXTS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ә \n", "Ә"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("И\u0306", "Й"),
        ("a\x00b\x1b", "ab"),
        ("a\tb", "a\tb"),
        ("<script>", "<script>"),
        ("\u202e7 млн\u202c", "7 млн"),
        ("a\u2066b\u2069\u2028c\x85\ufeff", "abc"),
        ("كتاب\u200cها", "كتاب\u200cها"),
        ("a\U000e0041b", "ab"),
    ],
)
def test_texts_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_a_megabyte_of_marks_keeps_nobody_busy() -> None:
    typed = "a" + "\u0301" * 260_000 + "\u0316" * 260_000
    begun = time.process_time()
    assert len(cleaned(typed)) == len(typed)
    assert time.process_time() - begun < 1
    assert cleaned("И\u0306" * (LONGEST // 2)) == "Й" * (LONGEST // 2), "what fits a field has one form"


@pytest.mark.django_db
def test_texts_hold_all_that_a_petition_says() -> None:
    petition = people.draft()
    add_attachment(petition=petition, upload=people.upload(), actor=petition.user, at=people.AT)
    assert texts_of(petition) == {
        "language": "kk",
        "addressee": "mam",
        "title": "Ауылға кітапхана керек",
        "substance": ("Біздің ауылда кітапхана жоқ. " * 4).strip(),
        "arguments": ("Балалар кітап оқығысы келеді. " * 4).strip(),
        "proposals": ["Кітапхана салыңыздар.", "Кітап алыңыздар."],
        "attachments": [
            {"name": "letter.txt", "sha256": hashlib.sha256(b"Our village has no library.").hexdigest()}
        ],
    }
