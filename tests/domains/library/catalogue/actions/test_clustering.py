"""Records come to their editions and works."""

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.library_records import generate
from shanyraq.domains.library.catalogue.actions.clustering import assign
from shanyraq.domains.library.catalogue.actions.merging import (
    keep_apart,
    merge_editions,
    merge_works,
    split_record,
)
from shanyraq.domains.library.catalogue.models import (
    ClusterAction,
    ClusterLevel,
    DoubtfulPair,
    Edition,
    EditionKey,
    Record,
    RecordState,
    Work,
)
from shanyraq.domains.library.catalogue.queries.clusters import current_edition
from shanyraq.kernel.kazakh.scripts import to_arabic, to_latin
from tests.factories.clustering import AT, LATER, bring, change, library, new_record
from tests.factories.descriptions import ISBN, described

pytestmark = pytest.mark.django_db


def editions_of(records: list[Record]) -> list[int]:
    return [record.edition_id for record in records]


def test_records_of_one_edition_meet_in_every_script() -> None:
    records = bring(
        described(),
        described(to_latin("Абай жолы"), "Äuezov, Mūhtar", script="Latn"),
        described(to_arabic("Абай жолы"), f"{to_arabic('Әуезов')}, {to_arabic('Мұхтар')}", script="Arab"),
    )
    later = bring(described("Abai joly", "Auezov, M.", script="Latn", dates=""), code="almaty")
    assert len(set(editions_of([*records, *later]))) == 1
    edition = Edition.objects.get()
    assert (edition.title, edition.kind, edition.language, edition.year) == ("Абай жолы", "book", "kaz", 1990)
    assert edition.described.agents[0].dates == "1897-1961"
    assert (edition.work.title, edition.work.creator) == ("Абай жолы", "Әуезов, Мұхтар")


def test_reprints_volumes_and_translations_are_editions_of_one_work() -> None:
    records = bring(
        described(),
        described(year=2002, publishers=["Атамұра"], extent="640 б."),
        described(part_number="2-кітап"),
        described("Путь Абая", "Ауэзов, Мухтар", languages=["rus"], original_title="Абай жолы", year=1971),
    )
    assert len(set(editions_of(records))) == 4
    assert Work.objects.filter(merged_into=None).count() == 1


def test_a_record_that_names_the_original_joins_two_works_that_stood_apart() -> None:
    russian = described("Путь Абая", "Ауэзов, Мухтар", languages=["rus"], year=1971, extent="600 с.")
    first, second = bring(described(), russian)
    assert first.edition.work_id != second.edition.work_id
    (third,) = bring({**russian, "original_title": "Абай жолы"}, code="almaty")
    assert third.edition_id == second.edition_id
    works = {edition.work_id for edition in Edition.objects.all()}
    assert works == {min(first.edition.work_id, second.edition.work_id)}
    assert Work.objects.exclude(merged_into=None).count() == 1
    action = ClusterAction.objects.get()
    assert (action.kind, action.actor_id) == ("merge_works", None)


def test_an_isbn_used_for_two_books_joins_nothing() -> None:
    one, other = bring(
        described(isbns=[ISBN]),
        described("Ботагөз", "Мұқанов, Сәбит", dates="", isbns=[ISBN], extent="310 б."),
    )
    assert one.edition_id != other.edition_id
    assert one.edition.work_id != other.edition.work_id


def test_a_doubtful_pair_waits_for_a_person() -> None:
    one, other = bring(described(extent=None), described(publishers=["Мектеп"], extent=None))
    assert one.edition_id != other.edition_id
    pair = DoubtfulPair.objects.get(level=ClusterLevel.EDITION)
    assert (pair.first_id, pair.second_id) == tuple(sorted((one.edition_id, other.edition_id)))
    assert ["publisher_apart", -15, False] in pair.parts
    assert pair.points == sum(points for _code, points, _veto in pair.parts)


def test_nothing_and_hostile_descriptions_are_taken() -> None:
    assign([], at=AT)
    records = bring(
        {},
        {"title": {"text": ""}},
        {"title": {"text": "x" * 100_000}, "year": 99_999, "languages": ["kazakh"]},
        {"title": {"text": "؟!"}, "agents": [{"name": {"text": ""}}], "isbns": ["1"] * 500},
    )
    assert all(record.edition_id for record in records)


def test_the_number_of_queries_does_not_grow_with_the_batch() -> None:
    def queries(count: int, code: str) -> int:
        batch = [
            new_record(described(f"{code} кітабы {n // 2}", f"А{n // 2}, Б"), f"{code}{n}", code)
            for n in range(count)
        ]
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            assign(batch, at=AT)
        Record.objects.bulk_create(batch)
        return len(captured)

    library("a"), library("b")
    assert queries(2, "a") == queries(120, "b")


def test_the_same_record_again_changes_nothing() -> None:
    (record, _other) = bring(described(), described(year=2002))
    before = list(Edition.objects.order_by("pk").values_list("pk", "description", "work"))
    keys = set(EditionKey.objects.values_list("key", "edition"))
    change(record, described())
    assert list(Edition.objects.order_by("pk").values_list("pk", "description", "work")) == before
    assert set(EditionKey.objects.values_list("key", "edition")) == keys


def test_a_changed_record_that_fits_no_longer_moves() -> None:
    first, second = bring(described(), described(extent="350 б."))
    assert first.edition_id == second.edition_id
    change(second, described("Қан мен тер", "Нұрпейісов, Әбдіжәміл", dates="1924-2022", year=1970))
    assert first.edition_id != second.edition_id
    assert second.edition.title == "Қан мен тер"
    assert second.edition.work.title == "Қан мен тер"
    assert Edition.objects.get(pk=first.edition_id).described.title.text == "Абай жолы"


def test_the_only_record_of_an_edition_that_becomes_another_one_leads_there() -> None:
    (right,) = bring(described())
    (wrong,) = bring(described(year=1890), code="almaty")
    old = wrong.edition
    assert old.pk != right.edition_id
    change(wrong, described())
    assert wrong.edition_id == right.edition_id
    assert current_edition(old.public_id) == right.edition
    assert not EditionKey.objects.filter(edition=old.pk).exists()


def test_an_edition_whose_only_record_is_rewritten_keeps_its_address() -> None:
    (record,) = bring(described())
    kept = record.edition_id
    change(record, described("Қан мен тер", "Нұрпейісов, Әбдіжәміл", dates="1924-2022", year=1970))
    edition = Edition.objects.get(pk=kept)
    assert record.edition_id == kept
    assert (edition.title, edition.year, edition.changed_at, edition.work.title) == (
        "Қан мен тер", 1970, LATER, "Қан мен тер",
    )  # fmt: skip  # a tuple
    (again,) = bring(described(), code="almaty")
    assert again.edition_id != kept


def test_a_deleted_record_says_nothing_while_others_are_held() -> None:
    kept, gone = bring(described(), described(isbns=[ISBN]))
    gone.state = RecordState.DELETED
    change(gone, described(isbns=[ISBN]))
    assert gone.edition_id == kept.edition_id
    assert "isbns" not in Edition.objects.get(pk=kept.edition_id).description


def test_a_person_who_said_different_is_heard_at_every_import() -> None:
    one, other = bring(described(extent=None), described(publishers=["Мектеп"], extent=None))
    keep_apart(level=ClusterLevel.EDITION, edition=one.edition, other=other.edition, actor=None, at=AT)
    change(other, described())
    change(one, described())
    assert one.edition_id != other.edition_id
    assert not DoubtfulPair.objects.filter(closed_at=None).exists()


def test_a_person_who_said_same_is_heard_at_every_import() -> None:
    one, other = bring(described(), described(year=2010, publishers=["Мектеп"]))
    merge_editions(edition=other.edition, into=one.edition, actor=None, at=AT)
    other.refresh_from_db()
    change(other, described(year=2011, publishers=["Мектеп"]))
    assert other.edition_id == one.edition_id


def test_a_record_that_was_taken_out_stays_out() -> None:
    one, other = bring(described(), described())
    split_record(record=other, actor=None, at=AT)
    change(other, described(extent="351 б."))
    change(one, described(extent="351 б."))
    assert one.edition_id != other.edition_id


def test_works_that_a_person_joined_stay_one() -> None:
    one, other = bring(described(), described("Қараш-қараш"))
    merge_works(work=other.edition.work, into=one.edition.work, actor=None, at=AT)
    change(other, described("Қараш-Қараш оқиғасы"))
    assert Edition.objects.get(pk=other.edition_id).work_id == one.edition.work_id


def _together(*tasks: Callable[[], None]) -> list[Exception]:
    failures: list[Exception] = []

    def run(task: Callable[[], None]) -> None:
        try:
            task()
        except Exception as failure:  # noqa: BLE001 - of a thread, to be looked at in the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failures


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_each_edition_once() -> None:
    batches = [
        [new_record(described(f"Кітап {n}", f"Автор{n}, А", dates=""), f"{code}{n}", code) for n in range(40)]
        for code in ("almaty", "semey")
    ]
    gate = threading.Barrier(2)

    def bring_batch(batch: list[Record]) -> Callable[[], None]:
        def run() -> None:
            gate.wait(30)
            for start in range(0, 40, 10):
                with transaction.atomic():
                    part = batch[start : start + 10]
                    assign(part, at=AT)
                    Record.objects.bulk_create(part)

        return run

    assert _together(*map(bring_batch, batches)) == []
    assert Record.objects.count() == 80
    assert Edition.objects.count() == 40
    assert {edition.records.count() for edition in Edition.objects.all()} == {2}


def _bring_invented(batch: int) -> tuple[set[Any], set[Any], set[Any]]:
    """Records of five members, then half of them as their neighbours were: what met, how it is described."""
    invented = [one for one in generate(700) if one.member < 5][:160]
    records = [new_record(one.description, one.number, f"m{one.member}") for one in invented]
    _in_batches(records, batch)
    for one, other in zip(records[::2], records[1::2], strict=True):
        one.description = other.description | {"notes": ["Қайта жазылды"]}
    _in_batches(records[::2], batch)
    editions = {
        (frozenset(edition.records.values_list("library__code", "control_number")), str(edition.description))
        for edition in Edition.objects.filter(merged_into=None)
    }
    works = {
        frozenset(Record.objects.filter(edition__work=work).values_list("library__code", "control_number"))
        for work in Work.objects.filter(merged_into=None)
    }
    keys = {
        (key, frozenset(Record.objects.filter(edition=pk).values_list("library__code", "control_number")))
        for key, pk in EditionKey.objects.values_list("key", "edition_id")
    }
    return editions, works, keys


def _in_batches(records: list[Record], batch: int) -> None:
    for start in range(0, len(records), batch):
        with transaction.atomic():
            some = records[start : start + batch]
            assign(some, at=AT)
            for record in some:
                record.save()


def test_the_size_of_a_batch_changes_nothing() -> None:
    class _Stop(Exception):
        pass

    found = []
    for batch in (160, 23, 1):
        with contextlib.suppress(_Stop), transaction.atomic():
            found.append(_bring_invented(batch))
            raise _Stop
    assert found[0] == found[1] == found[2]
    editions, works, keys = found[0]
    assert (len(editions) < 160, len(works) < len(editions), bool(keys)) == (True, True, True)


def test_rolled_back_batches_leave_nothing() -> None:
    class _Stop(Exception):
        pass

    def dry_run() -> None:
        with transaction.atomic():
            assign([new_record(described())], at=AT)
            raise _Stop

    with pytest.raises(_Stop):
        dry_run()
    assert (Edition.objects.count(), Work.objects.count(), EditionKey.objects.count()) == (0, 0, 0)
