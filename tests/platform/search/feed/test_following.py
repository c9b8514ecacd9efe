import json
import logging
import shutil

import pytest
from django.db import connection, transaction

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.documents import register, unregister
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.reading import reader
from shanyraq.platform.search.engine.writing import Writer, position_in
from shanyraq.platform.search.feed import building, following, marks
from shanyraq.platform.search.feed.following import Follower
from shanyraq.platform.search.queries.results import results
from tests.platform.search.feed.clubs import BROKEN, Badge, Club
from tests.platform.search.feed.conftest import (
    catch_up,
    differences,
    following_in_thread,
    following_process,
    has_index,
    wait_until,
)
from tests.platform.search.shelf import TRANSACTIONS, look

pytestmark = TRANSACTIONS


def titles(words=""):
    look()
    return sorted(hit.plain_title for hit in results(Wish(words=words, limit=500)).hits)


def test_committed_change_is_found_and_removed_one_is_not(follower):
    club = Club.objects.create(name="Абай")
    other = Club.objects.create(name="Шоқан")
    assert follower.step() == 2
    assert titles() == ["Абай", "Шоқан"]
    Club.objects.filter(pk=club.pk).update(name="Ыбырай")
    other.delete()
    assert follower.step() == 2
    assert titles() == ["Ыбырай"]
    assert follower.step() == 0
    assert differences() == []


def test_rolled_back_change_is_never_found(follower):
    with transaction.atomic():
        Club.objects.create(name="Абай")
        transaction.set_rollback(True)
    assert follower.step() == 0
    assert titles() == []


def test_change_of_another_table_changes_what_it_spreads_to(follower):
    Club.objects.bulk_create([Club(name="Абай"), Club(name="Шоқан")])
    catch_up(follower)
    Badge.objects.create(name="Абай", text="ақындар клубы")
    assert follower.step() == 1
    assert titles("ақындар") == ["Абай"]
    Badge.objects.all().delete()
    assert follower.step() == 1
    assert titles("ақындар") == []
    assert differences() == []


def test_long_transaction_that_began_earlier_is_not_passed_by(follower, other_connection):
    with other_connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_tests_club (name) VALUES ('ерте')")
    for number in range(3):
        Club.objects.create(name=f"кеш {number}")
        assert follower.step() == 1
    assert follower.step() == 0
    assert titles() == ["кеш 0", "кеш 1", "кеш 2"]
    other_connection.commit()
    assert follower.step() == 1
    assert titles() == ["ерте", "кеш 0", "кеш 1", "кеш 2"]
    assert follower.step() == 0
    assert differences() == []


def test_long_transaction_survives_another_follower(follower, other_connection):
    """What a later follower of the same index begins with must not be past the transaction either."""
    with other_connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_tests_club (name) VALUES ('ерте')")
    Club.objects.create(name="кеш")
    catch_up(follower)
    follower.close()
    other_connection.commit()
    again = Follower(generations.current())
    try:
        assert not again.is_outdated()
        catch_up(again)
    finally:
        again.close()
    assert titles() == ["ерте", "кеш"]
    assert differences() == []


def test_position_moves_on_when_nothing_is_left(follower):
    Club.objects.create(name="Абай")
    [mark] = marks.marks_since(0)
    catch_up(follower)
    look()
    assert position_in(reader.searcher())["below"] > mark.xact
    assert follower._done == {}


def test_same_document_marked_often_is_made_once(follower):
    club = Club.objects.create(name="Абай")
    for number in range(20):
        Club.objects.filter(pk=club.pk).update(name=f"Абай {number}")
    assert follower.step() == 1
    assert titles() == ["Абай 19"]


def test_marks_of_unknown_sources_and_spreads_are_passed_over(follower):
    marks.mark_changed("gone", ["1"])
    marks.mark_changed("gone/below", ["1"])
    marks.mark_changed("club/no_such_spread", ["1"])
    Club.objects.create(name="Абай")
    assert follower.step() == 1
    assert follower.step() == 0
    assert titles() == ["Абай"]


def test_key_that_is_no_key_does_not_stop_the_others(follower, caplog):
    marks.mark_changed("club", ["no number"])
    Club.objects.create(name="Абай")
    with caplog.at_level(logging.ERROR):
        assert follower.step() == 2
    assert titles() == ["Абай"]
    assert "club:no number cannot be indexed" in caplog.text


def test_spread_that_raises_does_not_stop_the_others(follower, clubs, caplog):
    def named(names):
        if "Абай" in names:
            raise RuntimeError
        return clubs.named(names)

    unregister("club")
    register(clubs.source(spreads={"named": named}))
    Club.objects.create(name="Шоқан")
    catch_up(follower)
    Badge.objects.bulk_create([Badge(name="Абай", text="а"), Badge(name="Шоқан", text="саяхатшы")])
    assert follower.step() == 1
    assert titles("саяхатшы") == ["Шоқан"]
    assert "club/named of Абай cannot be told" in caplog.text


def test_document_that_raises_does_not_stop_the_others(follower, caplog):
    made = Club.objects.bulk_create(Club(name=f"{number} {BROKEN * (number == 7)}") for number in range(20))
    with caplog.at_level(logging.ERROR):
        assert follower.step() == 20
    assert len(titles()) == 19
    assert f"club:{made[7].pk} cannot be indexed" in caplog.text
    Club.objects.filter(pk=made[7].pk).update(name="енді жарайды")
    assert follower.step() == 1
    assert len(titles()) == 20


def test_lost_connection_loses_no_document(follower, clubs):
    """The database goes away while documents are made: that says nothing of the documents."""
    club = Club.objects.create(name="Абай")
    catch_up(follower)

    def documents(keys):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return clubs.documents(keys)

    unregister("club")
    register(clubs.source(documents=documents))
    Club.objects.filter(pk=club.pk).update(name="Құнанбайұлы")
    with pytest.raises(following.DatabaseError):
        follower.step()
    connection.close()
    follower.close()
    assert titles() == ["Абай"]
    unregister("club")
    register(clubs.source())
    again = Follower(generations.current())
    try:
        catch_up(again)
    finally:
        again.close()
    assert titles() == ["Құнанбайұлы"]


def test_commits_in_the_middle_keep_the_old_position(follower, monkeypatch):
    monkeypatch.setattr(following, "MOST_AT_ONCE", 100)
    monkeypatch.setattr(building, "CHUNK", 50)
    kept = []
    commit = follower._writer.commit

    def noted(position):
        kept.append(position)
        commit(position)

    monkeypatch.setattr(follower._writer, "commit", noted)
    Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(420))
    [first, *_] = marks.marks_since(0)
    assert follower.step() == 420
    assert len(kept) >= 5
    assert all(position["below"] <= first.xact for position in kept[:-1])
    assert differences() == []


@pytest.mark.parametrize(
    "change",
    [
        {"identity": "another server"},
        {"below": 10**15},
        {"below": -1},
        {"sources": []},
        {"sources": ["club", "gone"]},
    ],
)
def test_index_of_another_state_is_built_anew(clubs, change):
    Club.objects.create(name="Абай")
    folder = building.build()
    with Writer(folder) as writer:
        writer.remove(["club:1"])
        writer.commit(writer.position() | change)
    made = Follower(folder)
    assert made.is_outdated()
    made.close()
    with following_in_thread():
        wait_until(lambda: generations.current() != folder)
        wait_until(lambda: titles() == ["Абай"])
    again = Follower(generations.current())
    assert not again.is_outdated()
    again.close()


def test_trimmed_marks_make_the_follower_build_anew(follower):
    Club.objects.create(name="Абай")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_change SET at = now() - interval '8 days'")
    wait_until(lambda: marks.trim() == 1)  # nothing goes while any older transaction of the server runs
    assert follower.is_outdated()
    follower.close()
    folder = generations.current()
    with following_in_thread():
        wait_until(lambda: generations.current() != folder)
        wait_until(lambda: titles() == ["Абай"])


def test_database_from_a_dump_is_followed_without_building_again_and_again(clubs):
    """A dump brings marks and a bound whose transactions have not begun on this server."""
    far = str(marks.newest_begun() + 1_000_000)
    marks.mark_changed("club", ["1"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_change SET xact = %s::text::xid8", [far])
        cursor.execute("UPDATE search_feed SET trimmed_below = %s::text::xid8", [far])
    made = Follower(building.build())
    try:
        assert not made.is_outdated()
        Club.objects.create(name="Абай")
        catch_up(made)
        assert made._done == {}
    finally:
        made.close()
    assert titles() == ["Абай"]


def test_new_source_brings_in_what_it_has_already(clubs):
    Club.objects.create(name="Абай")
    unregister("club")
    building.build()
    register(clubs.source())
    with following_in_thread():
        wait_until(lambda: titles() == ["Абай"])


@pytest.mark.parametrize("harm", ["meta", "folder", "everything", "note"])
def test_damaged_index_is_built_anew(clubs, folder, harm):
    Club.objects.create(name="Абай")
    served = building.build()
    if harm == "meta":
        (served / "meta.json").write_text("{")
    elif harm == "folder":
        shutil.rmtree(served)
    elif harm == "everything":
        shutil.rmtree(folder)
    else:
        generations.note().write_text("no-such-folder")
    with following_in_thread():
        wait_until(lambda: has_index() and generations.current() != served and titles() == ["Абай"])


def test_second_follower_on_one_folder_waits_and_takes_over(clubs):
    folder = building.build()
    first = Follower(folder)
    with pytest.raises(following.IndexIsBusy):
        Follower(folder)
    with following_in_thread():
        Club.objects.create(name="Абай")
        first.step()
        wait_until(lambda: titles() == ["Абай"])
        first.close()
        Club.objects.create(name="Шоқан")
        wait_until(lambda: titles() == ["Абай", "Шоқан"])
    assert differences() == []


def test_two_nodes_on_one_database_converge(clubs, settings, tmp_path):
    nodes = [str(tmp_path / name) for name in ("one", "two")]
    followers = []
    for node in nodes:
        settings.SEARCH_FOLDER = node
        followers.append(Follower(building.build()))
    try:
        for number in range(30):
            Club.objects.create(name=f"клуб {number}")
            Club.objects.filter(name=f"клуб {number - 3}").delete()
            followers[number % 7 == 0].step()
        for made in followers:
            catch_up(made)
    finally:
        for made in followers:
            made.close()
    for node in nodes:
        settings.SEARCH_FOLDER = node
        assert titles() == sorted(Club.objects.values_list("name", flat=True))
        assert differences() == []


def test_process_finds_a_change_within_two_seconds(clubs, folder):
    Club.objects.create(name="бұрынғы")
    with following_process(folder):
        wait_until(has_index, 60)
        wait_until(lambda: titles() == ["бұрынғы"])
        slowest = 0.0
        for number in range(8):
            club = Club.objects.create(name=f"Абай {number}")
            wanted = f"Абай {number}"
            slowest = max(slowest, wait_until(lambda wanted=wanted: wanted in titles("абай")))
            club.delete()
            slowest = max(slowest, wait_until(lambda wanted=wanted: wanted not in titles("абай")))
        assert slowest < 2
        with transaction.atomic():
            Club.objects.create(name="Шоқан")
            transaction.set_rollback(True)
        wait_until(lambda: differences() == [])  # the last removal too, hidden before the index knows
    assert titles() == ["бұрынғы"]
    assert differences() == []


def test_position_says_what_it_was_built_from(clubs):
    building.build()
    look()
    position = position_in(reader.searcher())
    assert json.loads(json.dumps(position)) == position
    assert position["identity"] == marks.identity()
    assert position["sources"] == ["club"]
