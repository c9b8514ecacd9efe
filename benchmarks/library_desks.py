"""Fifty circulation desks at once: operations a second, refusals, and whether every invariant holds.

    python -m benchmarks.library_desks [--desks 50] [--seconds 20]

Every desk is a thread with a connection of its own that lends, takes back, renews, reserves and cancels
copies, readers and holds chosen at random from few, so that desks meet all the time. What the desks were told
is then compared with what the database holds: no loan, return, renewal or hold may be lost or made twice.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shanyraq.domains.library.lending.permissions import Librarian

RESULT = Path(__file__).parent / "results" / "library_desks.md"
AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@dataclass
class Stock:
    """What the desks fight over: primary keys, and one librarian for each branch."""

    items: list[int]
    readers: list[int]
    editions: list[int]
    librarians: list[Librarian]


@dataclass
class Tally:
    """What the desks were told."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        self.done += other.done
        self.refused += other.refused
        self.errors += other.errors


class Desk:
    """One desk with its own chance and its own clock, which goes on by a day now and then."""

    def __init__(self, stock: Stock, number: int) -> None:
        self.stock = stock
        self.chance = random.Random(number)
        self.tally = Tally()
        self.at = AT
        self.steps: tuple[tuple[Callable[[], str], int], ...] = (
            (self.lend, 40),
            (self.receive, 30),
            (self.renew, 10),
            (self.reserve, 15),
            (self.cancel, 5),
        )

    def step(self) -> None:
        """Do one thing and note how it ended."""
        from shanyraq.kernel.errors import Refusal  # noqa: PLC0415 - the settings are named before

        self.at += timedelta(minutes=self.chance.randrange(600))
        kinds, weights = zip(*self.steps, strict=True)
        do = self.chance.choices(kinds, weights)[0]
        try:
            self.tally.done[do()] += 1
        except Refusal as refusal:
            self.tally.refused[refusal.code] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the run has failed and says so
            self.tally.errors.append(f"{do.__name__}: {type(error).__name__}: {error}")

    def lend(self) -> str:
        from shanyraq.domains.library.catalogue.models import Item  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.lending.actions import loans  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.network.models import Reader  # noqa: PLC0415 - the settings are named before

        item = Item(pk=self.chance.choice(self.stock.items))
        reader = Reader(pk=self.waiting_for(item.pk) or self.chance.choice(self.stock.readers))
        loans.lend(item=item, reader=reader, librarian=self.librarian(), at=self.at)
        return "lent"

    def receive(self) -> str:
        from shanyraq.domains.library.catalogue.models import Item  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.lending.actions import loans  # noqa: PLC0415 - the settings are named before

        item = Item(pk=self.chance.choice(self.stock.items))
        received = loans.receive(item=item, librarian=self.librarian(), at=self.at)
        return "returned" if received.loan else "routed"

    def renew(self) -> str:
        from shanyraq.domains.library.lending.actions import loans  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.lending.models import Loan  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.lending.permissions import Borrower  # noqa: PLC0415 - the settings are named before

        reader = self.chance.choice(self.stock.readers)
        loan = Loan.objects.filter(reader_id=reader, state="open").order_by("?").first()
        if loan is None:
            return "nothing"
        loans.renew(loan=loan, actor=Borrower(reader), at=self.at)
        return "renewed"

    def reserve(self) -> str:
        from shanyraq.domains.library.catalogue.models import Edition  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.lending.actions import holds  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.network.models import Reader  # noqa: PLC0415 - the settings are named before

        reader = Reader(pk=self.chance.choice(self.stock.readers))
        edition = Edition(pk=self.chance.choice(self.stock.editions))
        holds.place_hold(reader=reader, edition=edition, branch=self.librarian().branch, at=self.at)
        return "reserved"

    def cancel(self) -> str:
        from shanyraq.domains.library.lending.actions import holds  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.lending.models import Hold  # noqa: PLC0415 - the settings are named before
        from shanyraq.domains.library.lending.permissions import Borrower  # noqa: PLC0415 - the settings are named before

        reader = self.chance.choice(self.stock.readers)
        hold = Hold.objects.filter(reader_id=reader).order_by("?").first()
        if hold is None:
            return "nothing"
        holds.cancel_hold(hold=hold, actor=Borrower(reader), at=self.at)
        return "cancelled"

    def waiting_for(self, item_id: int) -> int | None:
        """Mostly it is the reader for whom a copy is kept that comes for it."""
        from shanyraq.domains.library.lending.models import Hold  # noqa: PLC0415 - the settings are named before

        if self.chance.random() < 0.2:
            return None
        kept = Hold.objects.filter(item_id=item_id, state__in=("ready", "in_transit"))
        return kept.values_list("reader_id", flat=True).first()

    def librarian(self) -> Librarian:
        return self.chance.choice(self.stock.librarians)


def play(stock: Stock, *, desks: int, goes_on: Callable[[int, float], bool], first: int = 0) -> Tally:
    """Let the desks work until ``goes_on(steps done, seconds gone)`` is false; the sum of their tallies."""
    total, begun = Tally(), time.monotonic()
    working = [Desk(stock, first + number) for number in range(desks)]
    start = threading.Barrier(desks)
    threads = [threading.Thread(target=_work, args=(desk, start, goes_on)) for desk in working]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for desk in working:
        total.add(desk.tally)
    total.seconds = time.monotonic() - begun
    return total


def _work(desk: Desk, start: threading.Barrier, goes_on: Callable[[int, float], bool]) -> None:
    from django.db import connection  # noqa: PLC0415 - the settings are named before

    connection.ensure_connection()
    start.wait()
    steps, begun = 0, time.monotonic()
    try:
        while goes_on(steps, time.monotonic() - begun):
            desk.step()
            steps += 1
    finally:
        connection.close()


def play_in_processes(stock: Stock, *, desks: int, seconds: float) -> Tally:
    """The same with the desks shared among as many processes as there are processors, like web workers."""
    from django.db import connection  # noqa: PLC0415 - the settings are named before

    connection.close()
    shares = max(1, min(desks, os.cpu_count() or 1))
    numbers = [desks // shares + (place < desks % shares) for place in range(shares)]
    parts = [(stock, sum(numbers[:place]), number, seconds) for place, number in enumerate(numbers)]
    total = Tally()
    with multiprocessing.get_context("fork").Pool(shares) as pool:
        for tally in pool.starmap(_play_part, parts, chunksize=1):
            total.add(tally)
            total.seconds = max(total.seconds, tally.seconds)
    return total


def _play_part(stock: Stock, first: int, *rest: float) -> Tally:
    desks, seconds = rest
    return play(stock, desks=int(desks), first=first, goes_on=lambda _steps, gone: gone < seconds)


def broken_invariants(tally: Tally) -> list[str]:
    """What the database holds otherwise than the desks were told, or against the rules; else nothing."""
    from benchmarks import library_desks_truth as truth  # noqa: PLC0415 - models need the settings

    return [*tally.errors, *truth.lost(tally.done), *truth.contradictions()]


def main(arguments: Sequence[str] | None = None) -> int:
    from benchmarks import machine, servers  # noqa: PLC0415 - only a run from the terminal needs them

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--desks", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args(arguments)
    with servers.prepared_platform():
        from benchmarks.library_desks_stock import stock  # noqa: PLC0415 - Django is set up by now

        tally = play_in_processes(stock(), desks=options.desks, seconds=options.seconds)
        broken = broken_invariants(tally)
    text = report(options.desks, tally, broken=broken, where=machine.described(f"{options.desks} desks"))
    print(text)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text, encoding="utf-8")
    return 1 if broken else 0


def report(desks: int, tally: Tally, *, broken: Sequence[str], where: str) -> str:
    """The outcome as a page of Markdown."""
    done, refused = sum(tally.done.values()), sum(tally.refused.values())
    rate = (done + refused) / tally.seconds if tally.seconds else 0
    lines = [f"# {desks} circulation desks at once", "", where, "", "| | |", "|---|---:|"]
    lines += [f"| operations a second | {rate:.0f} |", f"| done | {done} |", f"| refused | {refused} |"]
    lines += [f"| {name} | {number} |" for name, number in sorted(tally.done.items())]
    lines += [f"| refused: {name} | {number} |" for name, number in sorted(tally.refused.items())]
    lines += [f"| errors | {len(tally.errors)} |", f"| invariants broken | {len(broken)} |"]
    return "\n".join([*lines, "", *(f"- {line}" for line in broken)]).strip() + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
