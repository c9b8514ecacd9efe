"""What people do to clusters, and its undoing."""

import pytest
from django.db import DatabaseError, transaction

from shanyraq.domains.library.catalogue.actions.merging import (
    keep_apart,
    merge_editions,
    merge_works,
    move_edition,
    split_edition,
    split_record,
    undo,
)
from shanyraq.domains.library.catalogue.models import (
    ClusterAction,
    ClusterDecision,
    DoubtfulPair,
    Edition,
    EditionAgent,
    EditionKey,
    Record,
    Work,
    WorkDecision,
)
from shanyraq.domains.library.catalogue.queries.clusters import current_edition, current_work
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.clustering import LATER, bring, change
from tests.factories.descriptions import ISBN, described

pytestmark = pytest.mark.django_db
State = tuple[list[tuple[object, ...]], ...]


@pytest.fixture
def librarian() -> User:
    return UserFactory(email="librarian@example.kz")


@pytest.fixture
def books() -> list[Record]:
    """Two records of one edition, one of another edition of another work."""
    return bring(described(), described(isbns=[ISBN]), described("Қараш-қараш", year=2005, extent="90 б."))


def state() -> State:
    """All that a change may touch, times left out."""
    return (
        list(Record.objects.order_by("pk").values_list("pk", "edition")),
        list(Edition.objects.order_by("pk").values_list("pk", "work", "title", "description", "merged_into")),
        list(Work.objects.order_by("pk").values_list("pk", "merged_into")),
        list(EditionKey.objects.order_by("key", "edition").values_list("key", "edition")),
        list(
            EditionAgent.objects.order_by("edition", "authority").values_list("edition", "authority", "role")
        ),
    )


def test_merging_editions_moves_records_and_redirects(books: list[Record], librarian: User) -> None:
    one, other = books[0].edition, books[2].edition
    action = merge_editions(edition=other, into=one, actor=librarian, at=LATER, reason=" Бір кітап ")
    assert set(Record.objects.values_list("edition", flat=True)) == {one.pk}
    assert current_edition(other.public_id) == one
    assert current_work(other.work.public_id) == one.work
    assert (action.actor_id, action.reason, action.at) == (librarian.pk, "Бір кітап", LATER)
    assert {each.text for each in Edition.objects.get(pk=one.pk).described.other_titles} == {"Қараш-қараш"}
    assert Edition.objects.get(pk=other.pk).changed_at == LATER
    assert not EditionKey.objects.filter(edition=other.pk).exists()


def test_every_change_is_undone_exactly(books: list[Record], librarian: User) -> None:
    one, other = books[0].edition, books[2].edition
    reprint = bring(described(year=2002, extent="700 б."), code="almaty")[0].edition
    changes = [
        lambda: merge_editions(edition=other, into=one, actor=librarian, at=LATER),
        lambda: merge_works(work=other.work, into=one.work, actor=librarian, at=LATER),
        lambda: split_record(record=books[1], into=other, actor=librarian, at=LATER),
        lambda: split_record(record=books[2], into=one, actor=librarian, at=LATER),
        lambda: move_edition(edition=reprint, into=other.work, actor=librarian, at=LATER),
    ]
    for make in changes:
        before = state()
        action = make()
        assert state() != before
        undo(action=action, actor=librarian, at=LATER)
        assert state() == before
        for record in books:
            record.refresh_from_db()


def test_splitting_into_something_new_is_undone_by_a_redirect(books: list[Record], librarian: User) -> None:
    home = books[0].edition
    action = split_record(record=books[1], actor=librarian, at=LATER)
    new = Edition.objects.get(pk=books[1].edition_id)
    assert new.pk != home.pk
    assert new.work_id == home.work_id
    assert new.described.isbns == (ISBN,)
    assert "isbns" not in Edition.objects.get(pk=home.pk).description
    undo(action=action, actor=librarian, at=LATER)
    books[1].refresh_from_db()
    assert books[1].edition_id == home.pk
    assert current_edition(new.public_id) == home
    assert not EditionKey.objects.filter(edition=new.pk).exists()


def test_an_undoing_can_be_undone(books: list[Record], librarian: User) -> None:
    one, other = books[0].edition, books[2].edition
    action = merge_editions(edition=other, into=one, actor=librarian, at=LATER)
    merged = state()
    undoing = undo(action=action, actor=librarian, at=LATER)
    assert not ClusterDecision.objects.filter(revoked_at=None).exists()
    undo(action=undoing, actor=librarian, at=LATER)
    assert state() == merged
    assert ClusterDecision.objects.filter(revoked_at=None, verdict="same").count() == 1


def test_what_was_changed_since_is_not_undone(books: list[Record], librarian: User) -> None:
    one, other = books[0].edition, books[2].edition
    first = merge_editions(edition=other, into=one, actor=librarian, at=LATER)
    books[2].refresh_from_db()
    second = split_record(record=books[2], actor=librarian, at=LATER)
    with pytest.raises(Refusal) as refused:
        undo(action=first, actor=librarian, at=LATER)
    assert refused.value.code == "changed"
    undo(action=second, actor=librarian, at=LATER)
    undo(action=first, actor=librarian, at=LATER)
    with pytest.raises(Refusal) as again:
        undo(action=first, actor=librarian, at=LATER)
    assert again.value.code == "undone"


def test_split_edition_takes_several_records(librarian: User) -> None:
    records = bring(described(), described(), described(), described(isbns=[ISBN]))
    home = records[0].edition
    split_edition(edition=home, records=records[2:], actor=librarian, at=LATER)
    assert records[2].edition_id == records[3].edition_id != home.pk
    assert home.records.count() == 2
    for chosen, code in (([], "empty"), (records[2:3], "foreign"), (records[:2], "alone")):
        with pytest.raises(Refusal) as refused:
            split_edition(edition=home, records=chosen, actor=librarian, at=LATER)
        assert refused.value.code == code


def test_refusals_say_what_is_wrong(books: list[Record], librarian: User) -> None:
    one, other = books[0].edition, books[2].edition
    said = {"actor": librarian, "at": LATER}
    for code, make in {
        "same": lambda: merge_editions(edition=one, into=one, **said),
        "alone": lambda: split_record(record=books[2], **said),
        "same ": lambda: split_record(record=books[0], into=one, **said),
        "same  ": lambda: merge_works(work=one.work, into=one.work, **said),
        "alone ": lambda: move_edition(edition=other, **said),
    }.items():
        with pytest.raises(Refusal) as refused:
            make()
        assert refused.value.code == code.strip()
    assert not ClusterAction.objects.exists()


def test_redirects_follow_chains_and_never_loop(librarian: User) -> None:
    records = bring(*(described(f"Кітап {n}", f"Автор{n}, А", dates="") for n in range(4)))
    editions = [record.edition for record in records]
    for n in range(3):
        merge_editions(edition=editions[n], into=editions[n + 1], actor=librarian, at=LATER)
    assert current_edition(editions[0].public_id) == editions[3]
    assert current_edition("zzzzzzzzzz") is None
    with pytest.raises(Refusal):
        merge_editions(edition=editions[3], into=editions[0], actor=librarian, at=LATER)
    Edition.objects.filter(pk=editions[3].pk).update(merged_into=editions[0])  # as no action would do
    assert current_edition(editions[0].public_id) is not None


def test_decisions_are_kept_for_every_pair_and_revoked_by_the_next(
    books: list[Record], librarian: User
) -> None:
    one, other = books[0].edition, books[2].edition
    keep_apart(level="edition", edition=one, other=other, actor=librarian, at=LATER)
    keep_apart(level="work", edition=one, other=other, actor=librarian, at=LATER)
    assert ClusterDecision.objects.filter(verdict="different", revoked_at=None).count() == 2
    assert WorkDecision.objects.filter(verdict="different", revoked_at=None).count() == 1
    merge_editions(edition=other, into=one, actor=librarian, at=LATER)
    kept = ClusterDecision.objects.filter(revoked_at=None).values_list("verdict", flat=True)
    assert sorted(kept) == ["different", "same"]


def test_a_pair_goes_back_to_the_list_when_its_answer_is_undone(librarian: User) -> None:
    one, other = bring(described(extent=None), described(publishers=["Мектеп"], extent=None))
    action = merge_editions(edition=other.edition, into=one.edition, actor=librarian, at=LATER)
    assert DoubtfulPair.objects.get(level="edition").verdict == "same"
    undo(action=action, actor=librarian, at=LATER)
    pair = DoubtfulPair.objects.get(level="edition")
    assert (pair.verdict, pair.closed_at) == ("", None)


def test_what_the_rules_joined_and_a_person_took_apart_stays_apart(librarian: User) -> None:
    (right,) = bring(described())
    (wrong,) = bring(described(year=1890), code="almaty")
    old = wrong.edition_id
    change(wrong, described())
    undo(action=ClusterAction.objects.get(kind="merge_editions"), actor=librarian, at=LATER)
    wrong.refresh_from_db()
    assert wrong.edition_id == old
    change(wrong, described(extent="351 б."))
    assert wrong.edition_id == old != right.edition_id


def test_the_register_of_changes_only_grows(books: list[Record], librarian: User) -> None:
    keep_apart(level="edition", edition=books[0].edition, other=books[2].edition, actor=librarian, at=LATER)
    for tamper in (
        lambda: ClusterAction.objects.update(reason="x"),
        lambda: ClusterAction.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()
