"""What of a description is compared."""

import pytest

from shanyraq.domains.library.catalogue.clustering.features import (
    features_of,
    pages_of,
    part_in,
    without_part,
)
from shanyraq.domains.library.catalogue.description import Description
from tests.factories.descriptions import described


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Т. 2", 2), ("2-кітап", 2), ("Екінші кітап", None), ("Vol. IV", 4), ("I том", 1), ("Кн. 3", 3),
        ("Ч. II", 2), ("3-томдық", None), ("Абай жолы", None), ("", None), ("Том Сойер", None),
    ],
)  # fmt: skip  # a table, read row by row
def test_part_in_reads_volumes(text: str, part: int | None) -> None:
    assert part_in(text) == part


@pytest.mark.parametrize(
    ("extent", "pages"),
    [
        ("352 б.", 352),
        ("XII, 240 с. : ил.", 240),
        ("318, [2] бет", 318),
        ("1 CD", 1),
        ("", None),
        ("п. л.", None),
    ],
)
def test_pages_of_reads_extents(extent: str, pages: int | None) -> None:
    assert pages_of(extent) == pages


def test_without_part_keeps_a_title_that_is_nothing_else() -> None:
    assert without_part("Абай жолы. 2-кітап") == "Абай жолы"
    assert without_part("2-том") == "2-том"


def test_features_are_the_same_wherever_the_part_stands() -> None:
    in_field = features_of(described(part_number="2-кітап"))
    in_title = features_of(described("Абай жолы. 2-кітап"))
    assert in_field.part == in_title.part == 2
    assert in_field.titles == in_title.titles


def test_features_of_nothing_are_empty() -> None:
    empty = features_of({})
    assert (empty.titles, empty.people, empty.year, empty.pages, empty.part) == ((), (), None, None, None)


def test_features_are_the_same_of_an_object_and_of_its_json() -> None:
    stored = described(isbns=["9786012345675"], series=[{"title": "Қазына"}])
    assert features_of(Description.from_json(stored).to_json()) == features_of(stored)
