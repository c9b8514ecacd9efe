import threading
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import history, perform
from tests.platform.transparency.exhaustive import AT, granted, walk
from tests.platform.transparency.papers import Paper, create_table, drop_table


@pytest.fixture
def papers(transactional_db):
    create_table()
    yield Paper.objects
    drop_table()


@pytest.fixture
def editor(papers):
    return get_user_model().objects.create_user("editor@example.org", is_staff=True)


@pytest.fixture
def reader(papers):
    return get_user_model().objects.create_user("reader@example.org")


def test_perform_saves_the_state_and_records_the_move(papers, reader):
    paper = papers.create(title="Otrar")
    record = perform("submit", subject=paper, actor=reader, at=AT, reason=" ready ", details={"pages": 3})
    assert paper.status == "review"
    assert papers.get().status == "review"
    kept = MoveRecord.objects.get()
    assert kept == record
    assert (kept.subject_type, kept.subject_id, kept.workflow) == ("trial.paper", str(paper.pk), "paper")
    assert (kept.move, kept.source, kept.target) == ("submit", "draft", "review")
    assert (kept.actor_id, kept.reason, kept.at, kept.data) == (reader.pk, "ready", AT, {"pages": 3})


def test_perform_by_the_platform_itself_has_no_actor(papers):
    paper = papers.create(title="Otrar")
    assert perform("submit", subject=paper, actor=None, at=AT).actor_id is None


def test_perform_decides_on_the_stored_row_and_not_on_the_callers_copy(papers, editor):
    paper = papers.create(title="Otrar", status="draft")
    stale = papers.get()
    perform("submit", subject=paper, actor=editor, at=AT)
    stale.status, stale.title = "published", "changed in memory only"
    perform("publish", subject=stale, actor=editor, at=AT)
    assert (papers.get().status, papers.get().title) == ("published", "Otrar")


@pytest.mark.parametrize(
    ("move", "state", "title", "code"),
    [
        ("burn", "draft", "Otrar", "unknown_move"),
        ("publish", "draft", "Otrar", "wrong_state"),
        ("publish", "review", "Otrar", "not_allowed"),
        ("submit", "draft", "", "untitled"),
    ],
)
def test_perform_raises_the_refusal_of_the_workflow_and_records_nothing(
    papers, reader, move, state, title, code
):
    paper = papers.create(title=title, status=state)
    with pytest.raises(Refusal) as refused:
        perform(move, subject=paper, actor=reader, at=AT)
    assert refused.value.code == code
    assert paper.status == state
    assert not MoveRecord.objects.exists()


def test_perform_refuses_a_record_that_is_gone(papers, reader):
    paper = papers.create(title="Otrar")
    papers.all().delete()
    with pytest.raises(Refusal) as refused:
        perform("submit", subject=paper, actor=reader, at=AT)
    assert refused.value.code == "gone"


def test_perform_needs_a_time_zone_and_a_saved_record(papers, reader):
    paper = papers.create(title="Otrar")
    with pytest.raises(ValueError, match="time zone"):
        perform("submit", subject=paper, actor=reader, at=datetime(2026, 11, 23))  # noqa: DTZ001 - the fault
    with pytest.raises(ValueError, match="saved"):
        perform("submit", subject=Paper(title="new"), actor=reader, at=AT)


def test_perform_inside_a_transaction_that_fails_leaves_nothing(papers, reader):
    paper = papers.create(title="Otrar")
    with transaction.atomic():
        perform("submit", subject=paper, actor=reader, at=AT)
        transaction.set_rollback(True)
    assert papers.get().status == "draft"
    assert not MoveRecord.objects.exists()


def test_history_holds_the_moves_of_one_subject_in_order(papers, editor):
    paper, other = papers.create(title="Otrar"), papers.create(title="Tamgaly")
    for move in ("submit", "publish"):
        perform(move, subject=paper, actor=editor, at=AT)
    perform("submit", subject=other, actor=editor, at=AT)
    perform("withdraw", subject=paper, actor=editor, at=datetime(2026, 11, 24, tzinfo=UTC), reason="an error")
    assert [record.move for record in history(paper)] == ["submit", "publish", "withdraw"]


def test_perform_by_many_at_once_is_granted_to_exactly_one(papers, editor):
    paper = papers.create(title="Otrar")
    start, outcomes = threading.Barrier(8, timeout=60), []

    def submit():
        try:
            copy = papers.get(pk=paper.pk)
            start.wait()
            outcomes.append(perform("submit", subject=copy, actor=editor, at=AT).move)
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["submit"] + ["wrong_state"] * 7
    assert history(paper).count() == 1


def test_every_move_in_every_state_for_every_role(papers, editor, reader):
    roles = {"editor": editor, "reader": reader, "nobody": None}
    outcomes = walk(
        Paper.procedure.workflow, make=lambda state: papers.create(title="Otrar", status=state), roles=roles
    )
    assert len(outcomes) == 3 * 3 * 3
    assert granted(outcomes) == {
        *(("draft", "submit", role) for role in roles),
        ("review", "publish", "editor"),
        ("published", "withdraw", "editor"),
    }
    assert outcomes["published", "withdraw", "reader"] == "not_allowed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE transparency_moverecord SET reason = 'other'",
        "DELETE FROM transparency_moverecord",
        "DELETE FROM transparency_moverecord WHERE false",
        "TRUNCATE transparency_moverecord",
    ],
)
def test_move_record_is_append_only_in_the_database(papers, reader, statement):
    perform("submit", subject=papers.create(title="Otrar"), actor=reader, at=AT)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert MoveRecord.objects.get().reason == ""
