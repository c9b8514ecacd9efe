"""Kill -9 at any moment loses nothing and repeats nothing."""

import random
import threading
import time
from collections import Counter

import pytest
from django.db import connection, transaction

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.reading import reader
from shanyraq.platform.search.engine.writing import position_in
from shanyraq.platform.search.feed.building import build
from shanyraq.platform.search.feed.following import Follower
from shanyraq.platform.search.queries.results import results
from tests.platform.search.feed.clubs import Badge, Club
from tests.platform.search.feed.conftest import catch_up, differences, wait_until
from tests.platform.search.feed.node import killed, prepared
from tests.platform.search.shelf import TRANSACTIONS, look

pytestmark = TRANSACTIONS
KILLS = 100
PAUSE = 0.05
"""Seconds between changes: a node that is killed before its commit must begin with all of them again."""
LONGEST_LIFE = 0.6
"""Seconds of a node's life at most, however long it takes on a busy machine to come to a commit."""
DICE = random.Random(20261125)  # noqa: S311 - moments, not secrets


class Changes(threading.Thread):
    """Rows change all the time, in small and large transactions, some of them rolled back."""

    def __init__(self):
        super().__init__()
        self._ending = threading.Event()
        self.done = Counter()

    def run(self):
        number = 0
        while not self._ending.is_set():
            number += 1
            with transaction.atomic():
                self._change(number)
                transaction.set_rollback(number % 7 == 0)
            self.done["rolled back" if number % 7 == 0 else "committed"] += 1
            time.sleep(PAUSE)
        connection.close()

    def _change(self, number):
        Club.objects.create(name=f"клуб {number}")
        some = list(Club.objects.order_by("?").values_list("pk", flat=True)[:4])
        Club.objects.filter(pk__in=some[:3]).update(name=f"жаңа {number}")
        if number % 5 == 0:
            Club.objects.filter(pk=some[-1]).delete()
        if number % 20 == 0:
            Club.objects.filter(name__startswith="топ").delete()
            Club.objects.bulk_create(Club(name=f"топ {number}") for _ in range(30))
            Badge.objects.create(name=f"топ {number}", text="белгі")

    def end(self):
        self._ending.set()
        self.join(30)


@pytest.fixture
def restless(clubs):
    thread = Changes()
    thread.start()
    yield thread
    thread.end()


def folders(folder):
    return [each for each in folder.iterdir() if each.is_dir()]


def below():
    look()
    return position_in(reader.searcher())["below"]


def settled():
    """Bring in what is left and compare everything."""
    made = Follower(generations.current())
    try:
        assert not made.is_outdated()
        catch_up(made)
    finally:
        made.close()
    assert differences() == []
    assert results(Wish()).total == Club.objects.count()


def _life_until_a_commit(positions):
    """Seconds that a node needs now until what it has done is in the index."""
    with killed():
        seconds = wait_until(lambda: below() not in positions, 60)
    positions.add(below())
    return seconds


def test_follower_killed_a_hundred_times_loses_and_repeats_nothing(restless, folder):
    served = build()
    positions = {below()}
    with prepared(folder):
        life = [_life_until_a_commit(positions) for _ in range(2)][-1]
        for _ in range(KILLS):
            with killed():
                time.sleep(DICE.uniform(0, min(2 * life, LONGEST_LIFE)))
            positions.add(below())
    assert generations.current() == served
    assert len(positions) > 2, "most of them were killed before they did anything"
    assert restless.done["rolled back"]
    restless.end()
    settled()


def test_builder_killed_leaves_the_old_index_serving(clubs, folder):
    Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(1500))
    served = build()
    with prepared(folder):
        for _ in range(4):
            with killed("build"):
                wait_until(lambda: len(folders(folder)) > 1)
                time.sleep(DICE.uniform(0, 0.05))
            look()
            assert results(Wish(words="клуб")).total == 1500
            if generations.current() == served:
                assert len(folders(folder)) > 1
            served = generations.current()
    last = build()
    assert folders(folder) == [last]
    assert differences() == []
