"""One after the other, in the order in which they came."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from shanyraq.kernel.in_turn import InTurn

LONG = 20.0


def wait_for(turn: InTurn, number: int) -> None:
    deadline = time.monotonic() + LONG
    while len(turn._waiting) < number and time.monotonic() < deadline:
        time.sleep(0.001)
    assert len(turn._waiting) == number


def test_who_comes_first_is_first() -> None:
    turn, order = InTurn(), []

    def work(number: int) -> None:
        with turn:
            order.append(number)

    with ThreadPoolExecutor(20) as people, turn:
        for number in range(20):
            people.submit(work, number)
            wait_for(turn, number + 1)
        assert order == []
    assert order == list(range(20))


def test_two_are_never_inside() -> None:
    turn, inside, most = InTurn(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _time in range(200):
            with turn:
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert (inside, most) == (0, 1)


def test_who_fails_passes_the_turn_on() -> None:
    turn = InTurn()
    for _time in range(2):
        with pytest.raises(ValueError, match="broken"), turn:
            raise ValueError("broken")
    with turn:
        pass
