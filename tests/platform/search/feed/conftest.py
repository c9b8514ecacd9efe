import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection

from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.feed import building, following, verifying
from tests.platform.search.shelf import look

REPOSITORY = Path(__file__).resolve().parents[4]


def environment(folder):
    """What a process of its own needs to work on the database of the tests, with its index in *folder*."""
    parameters = connection.get_connection_params()
    address = f"postgresql://{parameters['user']}@/{parameters['dbname']}?host={parameters['host']}"
    return os.environ | {"DATABASE_URL": address, "SHANYRAQ_SEARCH_FOLDER": str(folder)}


@pytest.fixture
def follower(clubs):
    """A follower with a finished index; the test tells it when to step."""
    made = following.Follower(building.build())
    yield made
    with suppress(RuntimeError):  # the test closed it
        made.close()


@pytest.fixture
def other_connection(clubs):
    """A second connection to the same database, for transactions beside ours."""
    made = connection.copy("other")
    made.set_autocommit(False)
    yield made
    made.rollback()
    made.close()


def catch_up(follower):
    """Step until nothing is left to bring in."""
    while follower.step():
        pass
    look()


def differences():
    look()
    return sorted((each.what, each.number) for each in verifying.differences())


@contextmanager
def following_in_thread():
    """The loop of a node's process, in a thread of this one."""
    stopping = threading.Event()

    def run():
        try:
            following.follow(stopping)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(30)
        assert not thread.is_alive()


@contextmanager
def following_process(folder):
    """A node of its own: a process that follows with the index in *folder*."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.platform.search.feed.clubs"], cwd=REPOSITORY, env=environment(folder)
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_until(holds, seconds=20):
    """Seconds until *holds* is true; fails after *seconds*."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, "it never came"
        time.sleep(0.02)
    return time.monotonic() - begun


def has_index():
    look()
    return generations.current() is not None
