"""Two web processes on one database: what one learns, both know; and nothing outlives a crash."""

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection
from taggit.models import Tag

from tests.platform.page_cache.test_watch import terminate_listeners
from tests.platform.page_cache.visits import wait_until

REPOSITORY = Path(__file__).resolve().parents[3]


class Process:
    """A web process; answers (text, outcome)."""

    def __init__(self):
        parameters = connection.get_connection_params()
        address = f"postgresql://{parameters['user']}@/{parameters['dbname']}?host={parameters['host']}"
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "tests.platform.page_cache.served"],
            cwd=REPOSITORY,
            text=True,
            stdout=subprocess.PIPE,
            env=os.environ
            | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.platform.page_cache.served"},
        )
        self.port = int(self.popen.stdout.readline())

    def visit(self, path="/shown/"):
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        asked.request("GET", path)
        answer = asked.getresponse()
        return answer.read().decode(), answer.headers.get("X-Page-Cache", "passed")

    def warm(self):
        wait_until(lambda: self.visit()[1] == "hit")
        return self

    def end(self, how=signal.SIGTERM):
        self.popen.send_signal(how)
        self.popen.wait(30)
        self.popen.stdout.close()


@pytest.fixture
def processes(transactional_db):
    Tag.objects.create(name="felt")
    started = [Process(), Process()]
    yield [process.warm() for process in started]
    for process in started:
        if process.popen.poll() is None:
            process.end()


def both_show(processes, text):
    return all(process.visit()[0] == text for process in processes)


def test_change_shows_in_every_process_within_a_second_and_after_any_loss(processes):
    for number in range(5):
        Tag.objects.update(name=f"gold {number}")
        assert wait_until(lambda number=number: both_show(processes, f"gold {number}||")) < 1
    for process in processes:
        process.warm()
    assert terminate_listeners() == 2
    Tag.objects.update(name="sky")
    assert wait_until(lambda: both_show(processes, "sky||")) < 1


def test_process_that_was_killed_begins_with_nothing(processes):
    first, second = processes
    first.end(signal.SIGKILL)
    Tag.objects.update(name="gold")
    assert wait_until(lambda: second.visit()[0] == "gold||") < 1
    again = Process()
    try:
        assert again.visit()[0] == "gold||"
    finally:
        again.end(signal.SIGKILL)


def test_process_that_was_frozen_does_not_wake_with_old_pages(processes):
    first, _second = processes
    first.popen.send_signal(signal.SIGSTOP)
    Tag.objects.update(name="gold")
    wait_until(lambda: processes[1].visit()[0] == "gold||")
    time.sleep(1)
    first.popen.send_signal(signal.SIGCONT)
    assert first.visit()[0] == "gold||"
