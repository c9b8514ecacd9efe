"""An import from its beginning to its report."""

import io
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.catalogue.actions import import_batches, imports_running
from shanyraq.domains.library.catalogue.actions.imports import (
    cancel_import,
    interrupted_run,
    resume_import,
    start_import,
)
from shanyraq.domains.library.catalogue.actions.imports_running import LOCK_CLASS, member_lock, run_import
from shanyraq.domains.library.catalogue.formats.record import data
from shanyraq.domains.library.catalogue.models import (
    Edition,
    EditionAgent,
    ImportEntry,
    ImportRun,
    Item,
    MappingProfile,
    Record,
    UnlinkedEdition,
    Work,
)
from shanyraq.domains.library.catalogue.tasks import link_editions
from shanyraq.domains.library.network.models import Branch, Library
from shanyraq.kernel.errors import Refusal
from tests.domains.library.catalogue.imports.conftest import AT, Import, book, copy

NOTHING = {"created": 0, "changed": 0, "unchanged": 0, "deleted": 0, "refused": 0}


def entries(run: ImportRun) -> list[tuple[int, str, str, str]]:
    return list(run.entries.order_by("pk").values_list("ordinal", "control_number", "outcome", "code"))


def test_new_records_are_kept_whole(import_: Import, member: Library) -> None:
    content = book("1") + book("2", "Қан мен тер")
    run = import_(content)
    assert (run.state, run.counts) == ("done", {**NOTHING, "created": 2})
    assert (run.position, run.ordinal, run.percent) == (len(content), 2, 100)
    first = Record.objects.get(library=member, control_number="1")
    assert bytes(first.original) == book("1")
    assert (first.format, first.encoding, first.state) == ("iso2709", "utf-8", "active")
    assert first.described.title.text == "Абай жолы"
    assert first.described.agents[0].name.text == "Әуезов, Мұхтар Омарханұлы"
    assert (first.edition.title, first.edition.year, first.edition.language) == ("Абай жолы", 1942, "kaz")
    assert first.edition.work.creator == "Әуезов, Мұхтар Омарханұлы"


def test_same_file_twice_changes_nothing(import_: Import) -> None:
    content = book("1", "Абай жолы", copy("central", "B1")) + book("2", "Көшпенділер", copy("children", "B2"))
    import_(content)
    before = [list(model.objects.order_by("pk").values()) for model in (Record, Edition, Work, Item)]
    again = import_(content)
    assert again.counts == {**NOTHING, "unchanged": 2}
    after = [list(model.objects.order_by("pk").values()) for model in (Record, Edition, Work, Item)]
    assert after == before


def test_changed_record_keeps_its_edition(import_: Import) -> None:
    import_(book("1"))
    edition = Record.objects.get().edition_id
    run = import_(book("1", "Абай жолы: роман-эпопея"))
    record = Record.objects.get()
    assert run.counts == {**NOTHING, "changed": 1}
    assert (record.edition_id, record.edition.title) == (edition, "Абай жолы: роман-эпопея")
    assert bytes(record.original) == book("1", "Абай жолы: роман-эпопея")


def test_broken_record_never_stops_a_file(import_: Import) -> None:
    broken = bytearray(book("2"))
    broken[30:33] = b"\x1e\x1e\x1e"
    run = import_(book("1") + bytes(broken) + b"rubbish between\x1d" + book("3") + book("4")[:60])
    assert run.state == "done"
    assert [(number, outcome, code) for _, number, outcome, code in entries(run)] == [
        ("1", "created", ""),
        ("", "refused", "directory"),
        ("", "refused", "garbage"),
        ("3", "created", ""),
        ("", "refused", "truncated"),
    ]
    offsets = list(run.entries.order_by("pk").values_list("offset", flat=True))
    assert offsets[:3] == [0, len(book("1")), len(book("1")) + len(book("2"))]


def test_dry_run_stores_nothing_but_the_report(import_: Import) -> None:
    import_(book("1"))
    run = import_(book("1", "Басқа") + book("2", "Жаңа", copy("nowhere", "B9")), is_dry_run=True)
    assert run.counts == {**NOTHING, "created": 1, "changed": 1}
    assert entries(run) == [(1, "1", "changed", ""), (2, "2", "created", "unknown_branch")]
    assert Record.objects.count() == 1
    assert Record.objects.get().described.title.text == "Абай жолы"
    assert Item.objects.count() == 0


def test_status_d_deletes_and_withdraws(import_: Import) -> None:
    import_(book("1", "Абай жолы", copy("central", "B1")))
    run = import_(book("1", status="d") + book("7", status="d"))
    assert entries(run) == [(1, "1", "deleted", ""), (2, "7", "unchanged", "unknown_deleted")]
    assert Record.objects.get().state == "deleted"
    assert Item.objects.get().state == "withdrawn"
    back = import_(book("1", "Абай жолы", copy("central", "B1")))
    assert back.counts == {**NOTHING, "changed": 1}
    assert (Record.objects.get().state, Item.objects.get().state) == ("active", "available")


def test_number_twice_in_a_file_is_refused_the_second_time(
    import_: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports_running, "BATCH", 2)
    run = import_(book("1") + book("1", "Екінші") + book("2") + book("1", "Үшінші"))
    assert [(outcome, code) for _, _, outcome, code in entries(run)] == [
        ("created", ""),
        ("refused", "repeated_number"),
        ("created", ""),
        ("refused", "repeated_number"),
    ]
    assert Record.objects.get(control_number="1").described.title.text == "Абай жолы"


def test_record_without_number_is_kept_under_its_digest(import_: Import) -> None:
    run = import_(book(""))
    (entry,) = run.entries.all()
    assert (entry.outcome, entry.code, entry.control_number[:1]) == ("created", "no_control_number", "~")
    assert import_(book("")).counts == {**NOTHING, "unchanged": 1}


def test_zero_bytes_are_kept_in_the_original_only(import_: Import) -> None:
    content = book("1\0", "Абай\0 жолы")
    assert import_(content).counts == {**NOTHING, "created": 1}
    record = Record.objects.get()
    assert (record.control_number, record.described.title.text) == ("1", "Абай жолы")
    assert bytes(record.original) == content
    assert import_(content).counts == {**NOTHING, "unchanged": 1}


def test_full_import_deletes_what_is_missing(import_: Import) -> None:
    import_(book("1") + book("2", "Екінші", copy("central", "B2")))
    run = import_(book("1"), is_full=True)
    assert run.counts == {**NOTHING, "unchanged": 1, "deleted": 1}
    assert Record.objects.get(control_number="2").state == "deleted"
    assert Item.objects.get().state == "withdrawn"


def test_full_import_with_unreadable_record_deletes_nothing(import_: Import) -> None:
    import_(book("1") + book("2"))
    run = import_(book("1") + book("2")[:60], is_full=True)
    assert (run.state, run.error, run.deleted) == ("done", "not_swept", 0)
    assert Record.objects.filter(state="active").count() == 2


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty"), (b"hello world", "not_marc"), (b"<html></html>", "not_marc")]
)
def test_file_that_is_not_marc_fails_the_run(import_: Import, content: bytes, code: str) -> None:
    import_(book("1"))
    run = import_(content, is_full=True)
    assert (run.state, run.error) == ("failed", code)
    assert Record.objects.filter(state="active").count() == 1


def test_changed_profile_reads_the_same_file_anew(import_: Import, profile: MappingProfile) -> None:
    content = book(
        "1", "Абай жолы", data("300", "  ", ("a", "496 б.")), data("999", "  ", ("x", "Сирек кітап"))
    )
    import_(content)
    table = {"extends": "marc21", "rules": [{"to": "notes", "from": "999", "take": "x"}]}
    own = MappingProfile.objects.create(code="own", name="Own", flavour="marc21", table=table)
    assert import_(content, using=own).counts == {**NOTHING, "changed": 1}
    assert Record.objects.get().described.notes == ("Сирек кітап",)
    assert import_(content, using=own).counts == {**NOTHING, "unchanged": 1}


def test_interrupted_import_goes_on_where_it_was(
    import_: Import, member: Library, profile: MappingProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports_running, "BATCH", 2)
    content = b"".join(book(str(number), f"Кітап {number}") for number in range(7))
    file = io.BytesIO(content)
    run = start_import(library=member, profile=profile, file=file, file_name="books.mrc", at=AT)

    def die(_run: ImportRun) -> None:
        if _run.ordinal == 4:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        run_import(run=run, file=file, progress=die)
    assert Record.objects.count() == 4
    left = interrupted_run(library=member, file=file)
    assert left is not None
    assert (left.pk, left.state, left.ordinal) == (run.pk, "running", 4)
    done = run_import(run=resume_import(run=left), file=file)
    assert (done.state, done.counts) == ("done", {**NOTHING, "created": 7})
    assert list(done.entries.order_by("pk").values_list("ordinal", flat=True)) == [1, 2, 3, 4, 5, 6, 7]
    assert interrupted_run(library=member, file=file) is None


def test_links_that_a_killed_import_left_waiting_are_made_by_a_task(
    import_: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(**_given: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed, suppress(KeyboardInterrupt):
        killed.setattr(import_batches, "link_waiting", die)
        import_(book("1"))
    assert (Record.objects.count(), UnlinkedEdition.objects.count()) == (1, 1)
    assert not EditionAgent.objects.exists()
    link_editions(0)
    assert EditionAgent.objects.get().authority.born == 1897
    import_(book("2", "Қараш-Қараш оқиғасы"))
    assert (EditionAgent.objects.count(), UnlinkedEdition.objects.count()) == (2, 0)


def test_stopped_import_ends_after_its_batch(
    member: Library, profile: MappingProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports_running, "BATCH", 2)
    file = io.BytesIO(b"".join(book(str(number)) for number in range(6)))
    run = start_import(library=member, profile=profile, file=file, file_name="books.mrc", at=AT)
    ended = run_import(run=run, file=file, progress=lambda running: cancel_import(run=running) and None)
    assert (ended.state, ended.ordinal, Record.objects.count()) == ("cancelled", 2, 2)
    with pytest.raises(Refusal) as refused:
        cancel_import(run=ended)
    assert refused.value.code == "not_open"


@pytest.mark.django_db(transaction=True)
def test_two_members_imported_at_once_meet_in_their_editions(
    member: Library, profile: MappingProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports_running, "BATCH", 5)
    other = Library.objects.create(code="semey", name={"kk": "Семей"}, kind="city", state="live")
    Branch.objects.create(library=other, code="central", name={"kk": "Зал"})
    gate = threading.Barrier(2)
    ended: list[ImportRun] = []

    def bring(library: Library) -> None:
        try:
            file = io.BytesIO(b"".join(book(f"{n}", f"Кітап {n}") for n in range(30)))
            run = start_import(library=library, profile=profile, file=file, file_name="a.mrc", at=AT)
            gate.wait(30)
            ended.append(run_import(run=run, file=file))
        finally:
            connection.close()

    threads = [threading.Thread(target=bring, args=[library]) for library in (member, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [(run.state, run.counts) for run in ended] == [("done", {**NOTHING, "created": 30})] * 2
    assert {edition.records.count() for edition in Edition.objects.all()} == {2}
    linked = EditionAgent.objects.values_list("edition", "authority__born")
    assert sorted(linked) == sorted((pk, 1897) for pk in Edition.objects.values_list("pk", flat=True))
    assert not UnlinkedEdition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_second_import_of_a_member_at_once_is_refused(member: Library, profile: MappingProfile) -> None:
    file = io.BytesIO(book("1"))
    run = start_import(library=member, profile=profile, file=file, file_name="books.mrc", at=AT)
    given = connection.get_connection_params()
    other = psycopg.connect(
        **{key: given[key] for key in ("host", "port", "user", "password", "dbname") if key in given}
    )
    with other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, member.pk])
        with pytest.raises(Refusal) as refused:
            run_import(run=run, file=file)
        other.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, member.pk])
    assert refused.value.code == "already_running"
    other.close()
    assert run_import(run=run, file=file).state == "done"


def soon(work: Callable[[], int]) -> int:
    """PostgreSQL notices a moment later that a session has ended."""
    for _try in range(100):
        try:
            return work()
        except Refusal:
            time.sleep(0.05)
    return work()


def test_a_process_that_dies_gives_the_lock_back_and_blocks_no_other_member(
    member: Library, import_: Import
) -> None:
    other = Library.objects.create(code="other", name={"kk": "Басқа"}, kind="city", state="live")
    dying = connection.copy()
    try:
        with dying.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, member.pk])
        with member_lock(other.pk):
            pass
        with pytest.raises(Refusal):
            import_(book("1"))
    finally:
        dying.close()
    assert soon(lambda: import_(book("1")).created) == 1


def test_a_connection_that_broke_tells_its_own_error(member: Library) -> None:
    class Broken(Exception):
        pass

    def import_until_it_breaks(patch: pytest.MonkeyPatch) -> None:
        with member_lock(member.pk):
            broken = SimpleNamespace(connection=SimpleNamespace(closed=True))
            patch.setattr(imports_running, "connection", broken)
            raise Broken

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Broken):
        import_until_it_breaks(patch)


def test_batch_needs_a_constant_number_of_queries(import_: Import) -> None:
    def content(first: int, count: int) -> bytes:
        return b"".join(
            book(str(n), f"Кітап {n}", copy("central", f"B{n}")) for n in range(first, first + count)
        )

    with CaptureQueriesContext(connection) as few:
        import_(content(0, 3))
    with CaptureQueriesContext(connection) as many:
        import_(content(100, 60))
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("name", "code", "count"),
    [
        ("marc21-36.mrc", "marc21", 36),
        ("marc21-442.xml", "marc21", 442),
        ("unimarc-serials-11.mrc", "unimarc", 11),
        ("unimarc-sru-49.xml", "unimarc", 49),
    ],
)
def test_measuring_files_import_cleanly_and_unchanged_again(
    import_: Import, shared_data: object, name: str, code: str, count: int
) -> None:
    content = (shared_data / "data" / "marc" / name).read_bytes()  # type: ignore[operator]  # a path
    profile = MappingProfile.objects.get(code=code)
    run = import_(content, using=profile)
    assert run.counts == {**NOTHING, "created": count}
    assert import_(content, using=profile).counts == {**NOTHING, "unchanged": count}
    for record in Record.objects.all():
        assert bytes(record.original) in content
    assert not ImportEntry.objects.filter(outcome="refused").exists()
