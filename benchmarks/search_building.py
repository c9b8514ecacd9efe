"""The records and the index of ``search_scale``, made in steps that can be broken off and gone on with."""

from __future__ import annotations

import json
import os
import pickle
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.records import Record, records

CHUNK = 5_000
PORTION = 500
"""Records that a building process makes at once, as many as documents of the platform."""
COMMIT_EVERY = 500_000
"""Records after which the index is committed where it is kept, so that no more is lost when it is cut off."""
RECORDS_READ = "records_read"


def tell(what: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {what}", file=sys.stderr, flush=True)


class Notes(dict[str, Any]):
    """What was done in a folder, kept in a file of it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "notes.json"
        super().__init__(json.loads(self._path.read_text()) if self._path.exists() else {})

    def note(self, **found: Any) -> None:
        """Add and keep, in one step."""
        self.update(found)
        unfinished = self._path.with_suffix(".new")
        unfinished.write_text(json.dumps(self))
        unfinished.rename(self._path)


def keep(number: int, path: Path) -> None:
    """Invent the records and keep them in a file, if they are not there already."""
    if path.exists():
        return
    tell(f"inventing {number} records")
    unfinished = path.with_suffix(".new")
    with unfinished.open("wb") as file:
        invented = records(number)
        while chunk := [tuple(record) for record in islice(invented, CHUNK)]:
            pickle.dump(chunk, file, protocol=5)
        pickle.dump([], file, protocol=5)
    unfinished.rename(path)


def read(path: Path) -> Iterator[Record]:
    """The records that were kept."""
    with path.open("rb") as file:
        while chunk := pickle.load(file):
            yield from (Record(*each) for each in chunk)


def sample_of(path: Path, number: int) -> list[Record]:
    """A thousandth of the records that were kept; 2000 at least."""
    every = max(1, min(number // 2_000, 1_000))
    return [record for record in read(path) if record.number % every == 0]


def build(number: int, kept: Path, notes: Notes, *, is_kept: bool) -> Path:
    """Index all records in a generation of its own, as ``shanyraq search rebuild`` does, and let it serve.

    The time runs from the first record read to the end of the commit; merges that go on are told apart. Where
    the index is kept it is committed now and then, and a later run goes on from there; their times are added.
    """
    from shanyraq.platform.search.engine import generations  # noqa: PLC0415 - after the settings

    if "built" in notes:
        return generations.root() / str(notes["index"])
    if "index" not in notes:
        notes.note(index=generations.begin().name, position=_position())
    folder = generations.root() / str(notes["index"])
    spent = _fill(folder, kept, notes, every=COMMIT_EVERY if is_kept else number + 1)
    generations.swap(folder)
    size = sum(file.stat().st_size for file in folder.iterdir())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    notes.note(built=spent | {"bytes": size, "memory": memory})
    tell(f"{number / spent['seconds']:.0f} records a second")
    return folder


def _position() -> dict[str, Any]:
    from shanyraq.platform.search.feed import building  # noqa: PLC0415 - after the settings

    return building.position_now()


def _fill(folder: Path, kept: Path, notes: Notes, *, every: int) -> dict[str, float]:
    """Add what is not in the index yet; gives the seconds that it took with those of earlier runs."""
    from django.conf import settings  # noqa: PLC0415 - made by then

    from shanyraq.platform.search.engine.writing import BUILDING_BYTES, Writer  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.feed.spreading import spread  # noqa: PLC0415 - after the settings

    with Writer(folder, memory=BUILDING_BYTES) as writer:
        at = writer.position() or {}
        number = int(at.get(RECORDS_READ, 0))
        tell(f"indexing from record {number} on")
        before = {name: float(at.get(name, 0.0)) for name in ("seconds", "cpu")}
        begun, used = time.perf_counter(), _processors()

        def spent() -> dict[str, float]:
            passed = {"seconds": time.perf_counter() - begun, "cpu": _processors() - used}
            return {name: before[name] + more for name, more in passed.items()}

        for entries in spread(_entries, _portions(kept, number), processes=settings.SEARCH_BUILDERS):
            writer.add_entries(entries)
            number += len(entries)
            if number % every < PORTION:
                writer.commit(dict(notes["position"]) | {RECORDS_READ: number} | spent())
                tell(f"{number} records are in the index")
        writer.commit(dict(notes["position"]) | {RECORDS_READ: number} | spent())
        found = spent()
    return found | {"with_merges": before["seconds"] + time.perf_counter() - begun}


def _processors() -> float:
    """Seconds of processors of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def _portions(kept: Path, first: int) -> Iterator[list[tuple[Any, ...]]]:
    waiting = islice(read(kept), first, None)
    while some := [tuple(record) for record in islice(waiting, PORTION)]:
        yield some


def _entries(portion: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The entries of some records, made in one of the processes that build."""
    from benchmarks.search_documents import document_of  # noqa: PLC0415 - Django is set up by then
    from shanyraq.kernel.bulk import without_collecting  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.engine.encoding import entry_of  # noqa: PLC0415 - after the settings

    with without_collecting():
        return [entry_of(document_of(Record(*each))) for each in portion]
