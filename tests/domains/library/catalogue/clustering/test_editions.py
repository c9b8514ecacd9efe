"""The score of two descriptions as one edition: a table of cases that librarians would agree on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.domains.library.catalogue.clustering.editions import edition_score
from shanyraq.domains.library.catalogue.clustering.features import features_of
from shanyraq.domains.library.catalogue.clustering.scores import SAME_FROM, WORDS, parts_from_json
from shanyraq.kernel.kazakh.scripts import to_arabic, to_latin
from tests.factories.descriptions import ISBN, OTHER_ISBN, described

SAME = [
    {},
    {
        "title": to_latin("Абай жолы"),
        "author": to_latin("Әуезов, Мұхтар"),
        "script": "Latn",
        "publishers": ["Jazuşy"],
    },
    {
        "title": to_arabic("Абай жолы"),
        "author": to_arabic("Әуезов") + ", " + to_arabic("Мұхтар"),
        "script": "Arab",
    },
    {"author": "Ауэзов, М. О.", "dates": ""},
    {"publishers": ["«Жазушы» баспасы"], "extent": "350, [2] бет"},
    {"year": None},
    {"title": "Абай жoлы", "isbns": [ISBN]},
    {"publishers": None, "extent": None, "isbns": [ISBN], "author": ""},
]
DIFFERENT = [
    {"year": 1996},
    {"part_number": "2-кітап"},
    {"languages": ["rus"]},
    {"kind": "sound"},
    {"author": "Сейфуллин, Сәкен", "dates": "1894-1938"},
    {"publishers": ["Мектеп"], "extent": "120 б."},
    {
        "title": "Қан мен тер",
        "author": "Нұрпейісов, Әбдіжәміл",
        "dates": "",
        "isbns": [ISBN],
        "extent": "720 б.",
    },
    {"edition": "2-бас.", "isbns": [OTHER_ISBN]},
    {"title": "Абай жолы 1916 жыл"},
]


def base(**fields: Any) -> dict[str, Any]:
    return described(**{"isbns": [ISBN], "part_number": None, **fields})


@pytest.mark.parametrize("fields", SAME, ids=lambda fields: " ".join(fields) or "equal")
def test_records_of_one_edition_are_the_same(fields: dict[str, Any]) -> None:
    assert edition_score(features_of(base()), features_of(described(**fields))).outcome == "same"


@pytest.mark.parametrize("fields", DIFFERENT, ids=" ".join)
def test_records_of_other_editions_are_not_joined(fields: dict[str, Any]) -> None:
    first = base(part_number="1-кітап" if "part_number" in fields else None)
    score = edition_score(features_of(first), features_of(described(**fields)))
    assert score.outcome != "same"


def test_volumes_with_the_isbn_of_the_set_are_different() -> None:
    one, other = base(part_number="Т. 1"), base(part_number="Т. 2")
    score = edition_score(features_of(one), features_of(other))
    assert [(part.code, part.is_veto) for part in score.parts] == [("part", True)]


def test_an_isbn_used_again_does_not_join_titles() -> None:
    other = described("Ботагөз", "Мұқанов, Сәбит", dates="", isbns=[ISBN], publishers=None, extent=None)
    score = edition_score(features_of(base()), features_of(other))
    assert score.outcome == "different"
    assert score.parts[0].code == "isbn_reused"


def test_a_doubtful_pair_says_why() -> None:
    other = described(publishers=["Мектеп"], extent=None)
    score = edition_score(features_of(described(extent=None)), features_of(other))
    assert score.outcome == "doubtful"
    assert {part.code: part.points for part in score.parts}["publisher_apart"] == -15
    assert score.points == sum(part.points for part in score.parts)


def test_serials_meet_by_issn_whatever_the_year() -> None:
    one = described("Жұлдыз", "", kind="serial", issns=["01325345"], year=1991, extent=None)
    other = described("Juldyz", "", kind="serial", issns=["0132-5345"], year=2015, extent=None, script="Latn")
    assert edition_score(features_of(one), features_of(other)).outcome == "same"
    apart = described("Жұлдыз", "", kind="serial", issns=["02080001"], extent=None)
    assert edition_score(features_of(one), features_of(apart)).outcome == "different"


def test_every_part_has_words_and_survives_storing() -> None:
    for fields in (*SAME, *DIFFERENT):
        score = edition_score(features_of(base()), features_of(described(**fields)))
        assert all(part.code in WORDS for part in score.parts)
        assert parts_from_json(score.to_json()) == score.parts


texts = st.text(max_size=12)
hostile = st.fixed_dictionaries(
    {"title": st.builds(lambda text: {"text": text}, texts)},
    optional={
        "subtitle": texts, "extent": texts, "edition": texts, "part_number": texts, "host": texts,
        "publishers": st.lists(texts, max_size=2), "isbns": st.lists(texts, max_size=2),
        "year": st.integers(-9999, 9999), "kind": st.sampled_from(["book", "serial", "map"]),
    },
)  # fmt: skip  # a table, read row by row


@given(hostile, hostile)
def test_score_is_symmetric_and_never_fails(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = features_of(one), features_of(other)
    score, back = edition_score(first, second), edition_score(second, first)
    assert score == back
    assert (score.outcome == "same") == (
        score.points >= SAME_FROM and not any(p.is_veto for p in score.parts)
    )
