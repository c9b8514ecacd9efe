"""Work spread over processes: in order, on the database of this one, and none outlives it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from shanyraq.domains.petitions import indexing
from shanyraq.platform.search.feed import building, spreading, verifying
from shanyraq.platform.search.feed.spreading import spread
from tests.domains.petitions.signing_scene import open_petition
from tests.platform.search.feed.conftest import REPOSITORY, environment
from tests.platform.search.feed.spreadable import refused, told
from tests.platform.search.shelf import look

SECONDS = 60


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.setattr(spreading, "ALONE", 2)


@pytest.mark.django_db(transaction=True)
def test_every_portion_comes_back_in_its_place(alone):
    found = list(spread(told, range(40), processes=2))
    assert [number for _pid, _database, number in found] == list(range(40))
    assert {database for _pid, database, _number in found} == {connection.settings_dict["NAME"]}
    workers = [pid for pid, _database, _number in found]
    assert workers[:2] == [os.getpid()] * 2
    assert 1 <= len(set(workers[2:]) - {os.getpid()}) <= 2
    assert os.getpid() not in workers[2:]


@pytest.mark.django_db
def test_a_small_work_and_a_single_processor_start_nobody(alone):
    few = list(spread(told, range(2), processes=8))
    many = list(spread(told, range(10), processes=1))
    assert {pid for pid, _database, _number in few + many} == {os.getpid()}
    assert list(spread(told, [], processes=8)) == []


def test_what_fails_there_fails_here(monkeypatch):
    monkeypatch.setattr(spreading, "ALONE", 0)
    with pytest.raises(ValueError, match="2"):
        list(spread(refused, range(10), processes=2))


def test_who_stops_listening_ends_the_work(monkeypatch):
    monkeypatch.setattr(spreading, "ALONE", 0)
    coming = spread(refused, iter([1] * 1_000), processes=2)
    assert next(coming) == 1
    coming.close()


@pytest.mark.django_db(transaction=True)
def test_processes_end_with_the_one_that_is_killed(tmp_path):
    program = [sys.executable, "-m", "tests.platform.search.feed.spreadable", str(tmp_path)]
    parent = subprocess.Popen(program, cwd=REPOSITORY, env=environment(tmp_path))
    try:
        workers = wait_for(lambda: [int(each.name) for each in tmp_path.iterdir()], number=2)
    finally:
        parent.kill()
        parent.wait()
    assert wait_for(lambda: [pid for pid in workers if not is_running(pid)], number=2)


@pytest.mark.django_db(transaction=True)
def test_an_index_built_by_many_is_the_one_that_one_builds(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(spreading, "ALONE", 0)
    monkeypatch.setattr(building, "CHUNK", 1)
    for _number in range(3):
        open_petition()
    told = {}
    for processes in (1, 2):
        settings.SEARCH_FOLDER, settings.SEARCH_BUILDERS = str(tmp_path / str(processes)), processes
        told[processes] = []
        building.build(lambda *each, progress=told[processes]: progress.append(each))
        look()
        assert list(verifying.differences()) == []
    assert told[1] == told[2]
    assert dict(told[2])[indexing.SOURCE] == 3


def wait_for(find, number):
    """What *find* finds, as soon as there are so many."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if len(found := find()) >= number:
            return found
        time.sleep(0.05)
    raise AssertionError(find())


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
