"""The exact text: cleaned, complete, and the same hash for the same words only."""

import hashlib

import pytest

from shanyraq.domains.petitions.actions.attachments import add_attachment
from shanyraq.domains.petitions.rules.canonical_text import canonical_text, cleaned, text_hash, texts_of
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
    ],
)
def test_texts_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


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
