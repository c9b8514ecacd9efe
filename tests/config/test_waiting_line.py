"""The line before Django: in order, bounded, with one connection a place."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import RequestFactory

from shanyraq.config.waiting_line import Line, WaitingLine

LONG = 20.0


def ask(application: Any, path: str = "/kk/") -> tuple[str, dict[str, str], bytes]:
    started: list[Any] = []
    environ = RequestFactory().get(path).environ
    body = b"".join(application(environ, lambda *given: started.append(given)))
    return started[0][0], dict(started[0][1]), body


def plain(_environ: Any, start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"served"]


class Closed:
    """An application that serves nobody until it is opened; it notes how many were inside at once."""

    def __init__(self) -> None:
        self.opened, self.inside, self.most = threading.Event(), 0, 0
        self._lock = threading.Lock()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        assert self.opened.wait(LONG)
        with self._lock:
            self.inside -= 1
        return plain(environ, start_response)

    def wait_for(self, number: int) -> None:
        deadline = time.monotonic() + LONG
        while self.inside < number and time.monotonic() < deadline:
            time.sleep(0.005)
        assert self.inside == number


def test_no_more_are_served_at_once_than_there_are_places() -> None:
    closed = Closed()
    site = WaitingLine(closed, Line(places=2, longest=10, patience=LONG))
    with ThreadPoolExecutor(6) as people:
        answers = [people.submit(ask, site) for _person in range(6)]
        closed.wait_for(2)
        closed.opened.set()
        assert [answer.result()[2] for answer in answers] == [b"served"] * 6
    assert closed.most == 2


def test_who_finds_the_line_full_is_asked_to_come_back_in_the_language_of_the_address() -> None:
    closed = Closed()
    site = WaitingLine(closed, Line(places=1, longest=0, patience=LONG))
    with ThreadPoolExecutor(1) as people:
        first = people.submit(ask, site)
        closed.wait_for(1)
        status, headers, body = ask(site, "/fr/petitions/")
        closed.opened.set()
        assert first.result()[0] == "200 OK"
    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (
        "503 Service Unavailable",
        "30",
        "no-store",
    )
    assert headers["Content-Language"] == "fr"
    assert headers["Content-Length"] == str(len(body))
    assert ask(site)[0] == "200 OK"


def test_nobody_waits_above_the_patience_of_the_line() -> None:
    closed = Closed()
    site = WaitingLine(closed, Line(places=1, longest=5, patience=0.05))
    with ThreadPoolExecutor(1) as people:
        first = people.submit(ask, site)
        closed.wait_for(1)
        assert ask(site)[0].startswith("503")
        closed.opened.set()
        assert first.result()[0] == "200 OK"
    assert ask(site)[0] == "200 OK"  # who gave up left no gap


def test_places_are_passed_on_in_the_order_of_arrival() -> None:
    line = Line(places=1, longest=5, patience=LONG)
    place, order = line.take(), []

    def stand(number: int) -> None:
        mine = line.take()
        order.append(number)
        assert mine is not None
        line.give_back(mine)

    people = [threading.Thread(target=stand, args=[number]) for number in range(5)]
    for number, person in enumerate(people):
        person.start()
        deadline = time.monotonic() + LONG
        while len(line._waiting) <= number and time.monotonic() < deadline:
            time.sleep(0.001)
    assert place is not None
    line.give_back(place)
    for person in people:
        person.join()
    assert order == [0, 1, 2, 3, 4]


def test_what_breaks_gives_its_place_back() -> None:
    def broken(_environ: Any, _start_response: Any) -> Iterable[bytes]:
        raise RuntimeError("broken")

    site = WaitingLine(broken, Line(places=1, longest=0, patience=LONG))
    for _attempt in range(3):
        with pytest.raises(RuntimeError, match="broken"):
            ask(site)


def test_a_connection_belongs_to_a_place_and_the_thread_gets_its_own_back() -> None:
    own, seen = connections[DEFAULT_DB_ALIAS], []

    def look(environ: Any, start_response: Any) -> Iterable[bytes]:
        seen.append(connections[DEFAULT_DB_ALIAS])
        return plain(environ, start_response)

    site = WaitingLine(look, Line(places=1, longest=5, patience=LONG))
    ask(site)
    assert connections[DEFAULT_DB_ALIAS] is own
    with ThreadPoolExecutor(1) as people:
        people.submit(ask, site).result()
        left = people.submit(lambda: connections.all(initialized_only=True)).result()
    assert seen[0] is seen[1] is not own
    assert left == []
