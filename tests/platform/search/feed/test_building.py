import fcntl
import threading
import time

import pytest
from django.db import connection

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.documents import register, unregister
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.feed import building
from shanyraq.platform.search.feed.building import BuildingAlready, build, chunks
from shanyraq.platform.search.queries.results import results
from tests.platform.search.feed.clubs import BROKEN, Club
from tests.platform.search.feed.conftest import differences, following_in_thread, wait_until
from tests.platform.search.shelf import TRANSACTIONS, look

pytestmark = TRANSACTIONS


def found():
    look()
    return results(Wish(words="клуб")).total


def test_build_tells_its_progress_and_swaps(clubs, folder, monkeypatch):
    monkeypatch.setattr(building, "CHUNK", 10)
    Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(25))
    told = []
    first = build(lambda *each: told.append(each))
    assert told == [("club", 10), ("club", 20), ("club", 25)]
    assert generations.current() == first
    second = build()
    assert generations.current() == second
    assert [each.name for each in folder.iterdir() if each.is_dir()] == [second.name]
    assert differences() == []


def test_document_that_raises_is_left_out(clubs):
    Club.objects.bulk_create([Club(name="клуб 1"), Club(name=f"клуб {BROKEN}"), Club(name="клуб 3")])
    build()
    assert found() == 2


def test_second_builder_is_refused(clubs, folder):
    folder.mkdir(parents=True)
    with (folder / ".building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildingAlready):
            build()
    build()


def test_failed_build_leaves_the_old_index_and_no_folder(clubs, folder):
    Club.objects.create(name="клуб")
    served = build()

    def broken():
        yield "1"
        raise OSError("the disk is full")

    unregister("club")
    register(clubs.source(keys=broken))
    with pytest.raises(OSError, match="full"):
        build()
    unregister("club")
    register(clubs.source())
    assert generations.current() == served
    assert found() == 1
    assert [each for each in folder.iterdir() if each.is_dir()] == [served]


def test_leftovers_of_a_killed_build_are_swept(clubs, folder):
    build()
    generations.begin().joinpath("half").write_text("…")
    last = build()
    assert [each for each in folder.iterdir() if each.is_dir()] == [last]


class Readers:
    """Threads that search without pause; ``counts`` are what they found, ``errors`` what they saw."""

    def __init__(self):
        self.ending, self.errors, self.counts = threading.Event(), [], []

    def search(self):
        try:
            while not self.ending.is_set():
                self.counts.append(results(Wish(words="клуб")).total)
        except Exception as error:  # noqa: BLE001 - whatever a reader sees
            self.errors.append(repr(error))
        finally:
            connection.close()

    def change(self):
        number = 1000
        while not self.ending.is_set():
            number += 1
            Club.objects.create(name=f"клуб {number}")
            Club.objects.filter(name=f"клуб {number - 5}").update(name=f"клуб басқа {number}")
            time.sleep(0.005)
        connection.close()


@pytest.fixture
def readers(clubs):
    """Two readers, and someone who changes rows all the time."""
    Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(300))
    build()
    assert found() == 300
    made = Readers()
    threads = [threading.Thread(target=each) for each in (made.search, made.search, made.change)]
    for thread in threads:
        thread.start()

    def end():
        made.ending.set()
        for thread in threads:
            thread.join(30)

    made.end = end
    yield made
    end()


def test_rebuild_while_all_goes_on_loses_nothing_and_nobody_sees_an_error(readers):
    """A follower writes, readers search without pause, rows change, and three times all is built anew."""
    with following_in_thread():
        for _ in range(3):
            build()
            time.sleep(0.2)
        readers.end()
        wait_until(lambda: found() == Club.objects.count())
    assert readers.errors == []
    assert len(readers.counts) > 20
    assert min(readers.counts) >= 300
    assert differences() == []


def test_chunks_hold_everything_once():
    keys = [str(number) for number in range(building.CHUNK * 2 + 1)]
    found = list(chunks(iter(keys)))
    assert [len(each) for each in found] == [building.CHUNK, building.CHUNK, 1]
    assert [key for each in found for key in each] == keys
