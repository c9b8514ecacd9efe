"""The invented union catalogue, and how well its records meet."""

from collections import Counter

import pytest

from benchmarks.library_clustering import agreement, store
from benchmarks.library_records import Invented, generate
from shanyraq.domains.library.catalogue.description import KINDS, Description
from shanyraq.domains.library.catalogue.models import DoubtfulPair, Edition, Work

COUNT = 900


@pytest.fixture(scope="module")
def invented() -> list[Invented]:
    return generate(COUNT, seed=7)


def test_agreement_counts_pairs() -> None:
    found = agreement([("a", 1), ("a", 1), ("a", 2), ("b", 2)])
    assert (found.right, found.found, found.true) == (1, 3, 2)
    assert (found.precision, found.recall) == (1 / 3, 1 / 2)
    assert found.f1 == pytest.approx(0.4)
    assert agreement([]).f1 == 1.0


def test_the_same_seed_gives_the_same_records(invented: list[Invented]) -> None:
    assert generate(COUNT, seed=7) == invented
    assert generate(COUNT, seed=8) != invented


def test_records_are_descriptions_as_varied_as_in_libraries(invented: list[Invented]) -> None:
    for one in invented:
        assert Description.from_json(one.description).kind in KINDS
    scripts = Counter(one.description["title"]["script"] for one in invented)
    assert set(scripts) == {"Cyrl", "Latn", "Arab"}
    copies = Counter(one.edition for one in invented)
    assert max(copies.values()) > 2
    assert {"part_number", "original_title", "issns", "isbns", "edition"} <= {
        name for one in invented for name in one.description
    }
    assert sum("year" not in one.description for one in invented) > 5
    assert len({one.work for one in invented}) < len(copies) < COUNT


@pytest.mark.django_db
def test_records_meet_as_they_should(invented: list[Invented]) -> None:
    stored, _seconds = store(invented, batch=100)
    works = dict(Edition.objects.values_list("pk", "work"))
    pairs = list(zip(stored, invented, strict=True))
    editions = agreement([(record.edition_id, one.edition) for record, one in pairs])
    by_work = agreement([(works[record.edition_id], one.work) for record, one in pairs])
    assert editions.precision >= 0.99
    assert editions.recall >= 0.93
    assert by_work.precision >= 0.98
    assert by_work.recall >= 0.8
    assert DoubtfulPair.objects.count() < COUNT / 8
    assert not Work.objects.filter(editions=None, merged_into=None).exists()
