"""A follower in a process of its own that costs little to start, so that it can be killed a hundred times."""

import multiprocessing
import os
import signal
import threading
from contextlib import contextmanager

from tests.platform.search.feed import clubs  # isort: skip - it sets Django up
from shanyraq.platform.search.analysis.words import terms
from shanyraq.platform.search.feed import building, following
from tests.platform.search.feed.conftest import environment

terms("клуб", "kk")  # what is read from files once is read before the children are made
WAY = multiprocessing.get_context("forkserver")


def run(begun, what):
    """Follow, or build once; says by *begun* that it is about to."""
    clubs.register()
    begun.set()
    if what == "build":
        building.build()
    else:
        following.follow(threading.Event())


@contextmanager
def prepared(folder):
    """Processes that start within this context work on the database of the tests, with their index there."""
    before = dict(os.environ)
    os.environ.update(environment(folder))
    WAY.set_forkserver_preload(["tests.platform.search.feed.node"])
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        multiprocessing.forkserver._forkserver._stop()


@contextmanager
def killed(what="follow"):
    """A node that runs within this context and is killed at its end, whatever it does at that moment."""
    begun = WAY.Event()
    process = WAY.Process(target=run, args=(begun, what), daemon=True)
    process.start()
    try:
        assert begun.wait(60)
        yield process
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.join(30)
        assert process.exitcode in {-signal.SIGKILL, 0}
