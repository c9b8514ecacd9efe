"""Blocking keys."""

from dataclasses import fields
from typing import Any

import pytest

from shanyraq.domains.library.catalogue.clustering.features import features_of
from shanyraq.domains.library.catalogue.clustering.keys import MOST_KEYS, TOLD, keys_of
from shanyraq.domains.library.catalogue.description import Description
from shanyraq.kernel.kazakh.scripts import to_latin
from tests.factories.descriptions import ISBN, described


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    first, second = keys_of(features_of(one)), keys_of(features_of(other))
    return not set(first.stored).isdisjoint(second.asked)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": to_latin("Абай жолы"), "author": "Auezov, M.", "script": "Latn"},
        {"title": "Абай жоыл"},
        {"title": "Збай жолы"},
        {"year": None},
        {"title": "Путь Абая", "languages": ["rus"], "original_title": "Абай жолы", "year": 1971},
        {"title": "Басқа", "author": "", "isbns": [ISBN], "year": None},
    ],
)
def test_records_that_belong_together_share_a_key(fields: dict[str, Any]) -> None:
    assert meet(described(isbns=[ISBN]), described(**fields))
    assert meet(described(**fields), described(isbns=[ISBN]))


def test_records_that_have_nothing_in_common_share_none() -> None:
    assert not meet(described(), described("Қан мен тер", "Нұрпейісов, Әбдіжәміл", year=1970))


def test_a_flood_of_numbers_gives_a_bounded_number_of_keys() -> None:
    flood = described(isbns=[f"{number}" for number in range(5000)], other_titles=[{"text": "а"}] * 5000)
    assert len(keys_of(features_of(flood)).stored) == MOST_KEYS


def test_keys_change_only_with_what_they_are_said_to_be_made_from() -> None:
    before = described(isbns=[ISBN])
    others = {each.name for each in fields(Description)} - set(TOLD)
    changed: dict[str, Any] = {"last_year": 2001, "series": [{"title": "Қазына", "number": "3"}]}
    texts = ("languages", "scripts", "places", "notes", "original_languages")
    changed |= {name: ["Басқа"] for name in texts}
    changed |= {name: [{"text": "Басқа", "address": "Басқа"}] for name in ("subjects", "links")}
    changed |= {name: [] for name in ("classes", "holdings")}
    for name in sorted(others):
        after = before | {name: changed.get(name, "Басқа 7")}
        assert keys_of(features_of(after)) == keys_of(features_of(before)), name
