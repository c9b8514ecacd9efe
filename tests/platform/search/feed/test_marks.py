from datetime import timedelta

from django.db import connection, transaction

from shanyraq.platform.search.feed import marks
from shanyraq.platform.search.feed.marks import Mark, mark_changed, marks_since
from tests.platform.search.feed.clubs import Badge, Club
from tests.platform.search.feed.conftest import wait_until
from tests.platform.search.shelf import TRANSACTIONS

pytestmark = TRANSACTIONS


def marked():
    return [(mark.source, mark.key) for mark in marks_since(0)]


def test_trigger_marks_each_kind_of_change_in_its_transaction(clubs):
    club = Club.objects.create(name="абай")
    Club.objects.filter(pk=club.pk).update(name="шоқан")
    number = str(club.pk)
    club.delete()
    assert marked() == [("club", number)] * 3


def test_one_statement_marks_each_row_once(clubs):
    made = Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(50))
    assert sorted(marked()) == sorted(("club", str(club.pk)) for club in made)


def test_changed_key_marks_what_it_was_and_what_it_is(clubs):
    tag = Badge.objects.create(name="абай", text="abai")
    Badge.objects.filter(pk=tag.pk).update(name="шоқан")
    assert sorted(marked()) == [("club/named", "абай"), ("club/named", "абай"), ("club/named", "шоқан")]


def test_statement_that_changes_no_row_marks_nothing(clubs):
    Club.objects.filter(name="nobody").update(name="someone")
    assert marked() == []


def test_rolled_back_change_leaves_no_mark(clubs):
    with transaction.atomic():
        Club.objects.create(name="абай")
        mark_changed("club", ["1", "2"])
        assert len(marked()) == 3
        transaction.set_rollback(True)
    assert marked() == []


def test_mark_changed_marks_with_the_transaction(clubs, other_connection):
    with transaction.atomic():
        mark_changed("club", ["1", "2"])
        with other_connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_change")
            assert cursor.fetchone() == (0,)
        other_connection.rollback()
    assert marked() == [("club", "1"), ("club", "2")]


def test_nothing_changed_is_no_query(clubs, django_assert_num_queries):
    with django_assert_num_queries(0):
        mark_changed("club", [])
    with django_assert_num_queries(1):
        mark_changed("club", [str(number) for number in range(1000)])


def test_oldest_running_waits_for_a_transaction_that_began_earlier(clubs, other_connection):
    with other_connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_change (source, key) VALUES ('club', '1') RETURNING xact::text::bigint"
        )
        [early] = cursor.fetchone()
    mark_changed("club", ["2"])
    [later] = marks_since(0)
    assert later.key == "2"
    assert marks.oldest_running() <= early < later.xact < marks.newest_begun()
    other_connection.commit()
    wait_until(lambda: marks.oldest_running() > later.xact)
    assert [mark.key for mark in marks_since(early)] == ["1", "2"]
    assert marks_since(later.xact) == [later]
    assert marks_since(later.xact + 1) == []


def test_trim_removes_old_marks_and_says_up_to_where(clubs):
    mark_changed("club", ["old"])
    mark_changed("club", ["new"])
    old, new = marks_since(0)
    with connection.cursor() as cursor:
        age = marks.KEPT + timedelta(hours=1)
        cursor.execute("UPDATE search_change SET at = now() - %s WHERE key = 'old'", [age])
    assert marks.trimmed_below() == 0
    wait_until(lambda: marks.trim() == 1)  # nothing goes while any older transaction of the server runs
    assert marks_since(0) == [new]
    assert old.xact < marks.trimmed_below() <= new.xact
    assert marks.trim() == 0
    assert marks.trimmed_below() == old.xact + 1


def test_identity_changes_when_the_table_comes_from_a_dump(clubs):
    before = marks.identity()
    assert marks.identity() == before
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_change RENAME TO search_change_before")
            cursor.execute("CREATE TABLE search_change (LIKE search_change_before)")
        assert marks.identity() != before
        transaction.set_rollback(True)
    assert marks.identity() == before


def test_marks_of_another_server_are_forgotten(clubs):
    far = marks.newest_begun() + 1_000_000
    mark_changed("club", ["ours"])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_change (xact, source, key) VALUES (%s::text::xid8, 'club', 'theirs')",
            [str(far)],
        )
        cursor.execute("UPDATE search_feed SET trimmed_below = %s::text::xid8", [str(far)])
    marks.forget_foreign()
    assert marked() == [("club", "ours")]
    assert marks.trimmed_below() == 0


def test_mark_is_a_row_of_the_feed(clubs):
    with transaction.atomic():
        mark_changed("club", ["7"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint, max(id) FROM search_change")
            xact, number = cursor.fetchone()
    assert marks_since(0) == [Mark(number, xact, "club", "7")]
