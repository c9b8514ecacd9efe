"""The score of two descriptions as one work."""

from typing import Any

import pytest

from shanyraq.domains.library.catalogue.clustering.features import features_of
from shanyraq.domains.library.catalogue.clustering.works import work_score
from shanyraq.kernel.kazakh.scripts import to_latin
from tests.factories.descriptions import described


def outcome(one: dict[str, Any], other: dict[str, Any]) -> str:
    first = work_score(features_of(one), features_of(other))
    assert first == work_score(features_of(other), features_of(one))
    return str(first.outcome)


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 2015, "publishers": ["Атамұра"], "extent": "700 б."},
        {"part_number": "3-кітап"},
        {"title": to_latin("Абай жолы"), "author": "Auezov, Mukhtar", "script": "Latn", "year": 2019},
        {
            "title": "Путь Абая",
            "author": "Ауэзов, Мухтар",
            "languages": ["rus"],
            "original_title": "Абай жолы",
        },
        {
            "title": "Abai",
            "author": "Auezov, M.",
            "languages": ["eng"],
            "uniform_title": "Abaĭ zholy",
            "dates": "",
        },
    ],
)
def test_editions_of_one_work_are_the_same(fields: dict[str, Any]) -> None:
    assert outcome(described(), described(**fields)) == "same"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Қараш-қараш"},
        {"author": "Сейфуллин, Сәкен", "dates": ""},
        {"author": "Әуезов, Мұхтар", "dates": "1950-"},
        {"kind": "video"},
    ],
)
def test_other_works_are_different(fields: dict[str, Any]) -> None:
    assert outcome(described(), described(**fields)) == "different"


def test_textbooks_of_two_years_of_school_are_different_works() -> None:
    seventh = described("Алгебра: 7-сынып", "Әбілқасымова, Алма", dates="")
    eighth = described("Алгебра: 8-сынып", "Әбілқасымова, Алма", dates="")
    assert outcome(seventh, eighth) == "different"


def test_collections_without_a_creator_need_more_than_a_title() -> None:
    one = described("Қазақ халық ертегілері", "", publishers=["Жазушы"])
    assert outcome(one, described("Қазақ халық ертегілері", "", publishers=["Мектеп"])) == "doubtful"
    assert (
        outcome(described("Ертегілер", ""), described("Ертегілер", "", publishers=["Мектеп"])) == "different"
    )
    assert outcome(one, described("Қазақ халық ертегілері", "", publishers=["Жазушы"], year=2001)) == "same"
