"""``shanyraq search``: follow the feed, build the index anew, compare it with what is stored, tell of it."""

from __future__ import annotations

import signal
import sys
import threading
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.reading import NoIndex, reader
from shanyraq.platform.search.engine.writing import position_in
from shanyraq.platform.search.feed import building, following, marks, verifying


class Command(BaseCommand):
    help = "The search index of this node: follow, rebuild, verify, status."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="what", required=True)
        kinds.add_parser("follow", help="bring changes into the index until stopped")
        kinds.add_parser("rebuild", help="build a new index beside the one that serves, then swap")
        kinds.add_parser("verify", help="compare what is stored with what is indexed")
        kinds.add_parser("status", help="where the index lies and how far it has come")

    def handle(self, *_: Any, what: str, **__: Any) -> None:
        getattr(self, f"_{what}")()

    def _follow(self) -> None:
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        following.follow(stopping)

    def _rebuild(self) -> None:
        begun = monotonic()
        try:
            folder = building.build(self._tell)
        except building.BuildingAlready as error:
            raise CommandError("this node builds an index already") from error
        self._end_line()
        self.stdout.write(f"{folder.name} serves now; built in {monotonic() - begun:.1f} s")

    def _verify(self) -> None:
        try:
            found = 0
            for difference in verifying.differences(self._tell):
                found += 1
                self._end_line()
                self.stdout.write(f"{difference.what}: {difference.number}")
        except NoIndex as error:
            raise CommandError(
                "this node has no index yet; build one with: shanyraq search rebuild"
            ) from error
        self._end_line()
        if found:
            raise CommandError(f"{found} differences")
        self.stdout.write("no difference")

    def _status(self) -> None:
        try:
            searcher = reader.searcher()
        except NoIndex as error:
            raise CommandError(
                "this node has no index yet; build one with: shanyraq search rebuild"
            ) from error
        position = position_in(searcher) or {}
        waiting = len(marks.marks_since(int(position.get("below", 0))))
        self.stdout.write(f"folder: {generations.current()}")
        self.stdout.write(f"documents: {searcher.num_docs - 1} in {searcher.num_segments} segments")
        self.stdout.write(f"marks since its last commit: {waiting}")

    def _tell(self, source: str, number: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{source}: {number}", ending="")
        elif number % 100_000 < building.CHUNK:
            self.stderr.write(f"{source}: {number}")

    def _end_line(self) -> None:
        if sys.stderr.isatty():
            self.stderr.write("\r", ending="")
