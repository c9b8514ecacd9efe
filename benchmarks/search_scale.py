"""The search with a million records, beside PostgreSQL's full text and Xapian with the same.

    python -m benchmarks.search_scale [--records 1000000] [--queries 1200] [--without-rivals]

Builds the index through the real path (documents, analysis, writer) in a temporary folder, measures engine,
suggestions and the whole page of results with one and with eight clients, prints a table with ratios and, for
the default number of records, writes it to benchmarks/results/search_scale.md. Nothing is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import machine, servers
from benchmarks.records import Record, records
from benchmarks.search_report import Outcome, report

RESULT = Path(__file__).parent / "results" / "search_scale.md"
RECORDS = 1_000_000
CLIENTS = 8
CHUNK = 5_000
RIVALS_ASKED = 240
"""Queries for engines that need seconds for some."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--queries", type=int, default=1200)
    parser.add_argument("--without-rivals", action="store_true", help="leave PostgreSQL and Xapian out")
    parser.add_argument("--write", type=Path, default=None, help="where the table goes")
    options = parser.parse_args(arguments)
    with servers.prepared_platform() as folder:
        outcome = Outcome(options.records)
        before = os.getloadavg()[0]
        run(outcome, folder, options.queries, with_rivals=not options.without_rivals)
        outcome.load = (before, os.getloadavg()[0])
    text = report(outcome)
    print(text)
    target = options.write or (RESULT if options.records == RECORDS else None)
    if target:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return 0


def run(outcome: Outcome, folder: Path, queries: int, *, with_rivals: bool) -> None:
    """Measure one thing after the other."""
    from benchmarks import search_queries, search_source  # noqa: PLC0415 - Django is set up by then

    kept = folder / "records.pickle"
    sample = keep(outcome, kept)
    asked, prefixes, fewer = folder / "asked.json", folder / "prefixes.json", folder / "fewer.json"
    search_queries.write(asked, search_queries.queries(sample, queries))
    search_queries.write(prefixes, search_queries.prefixes(sample, queries))
    search_queries.write(fewer, search_queries.queries(sample, min(queries, RIVALS_ASKED)))
    search_source.connect()
    index = build(outcome, kept)
    measure_engine(outcome, index, asked=asked, prefixes=prefixes)
    tell("filling the table")
    search_source.fill(read(kept))
    measure_pages(outcome, asked=asked, prefixes=prefixes)
    if with_rivals:
        measure_rivals(outcome, kept, index=index, fewer=fewer)


def tell(what: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {what}", file=sys.stderr, flush=True)


def keep(outcome: Outcome, path: Path) -> list[Record]:
    """Invent the records and keep them in a file; gives a thousandth of them, 2000 at least."""
    tell(f"inventing {outcome.records} records")
    begun = time.perf_counter()
    sample: list[Record] = []
    every = max(1, min(outcome.records // 2_000, 1_000))
    with path.open("wb") as file:
        chunk: list[tuple[Any, ...]] = []
        for record in records(outcome.records):
            chunk.append(tuple(record))
            if record.number % every == 0:
                sample.append(record)
            if len(chunk) == CHUNK:
                pickle.dump(chunk, file, protocol=5)
                chunk = []
        for last in (chunk, []):
            pickle.dump(last, file, protocol=5)
    outcome.generated = time.perf_counter() - begun
    return sample


def read(path: Path) -> Iterator[Record]:
    """The records that were kept."""
    with path.open("rb") as file:
        while chunk := pickle.load(file):
            yield from (Record(*each) for each in chunk)


def build(outcome: Outcome, kept: Path) -> Path:
    """Index all records in a generation of its own, as ``shanyraq search rebuild`` does, and let it serve.

    The time runs from the first record read to the end of the commit; merges that go on are told apart.
    """
    from benchmarks.search_documents import document_of  # noqa: PLC0415 - Django is set up by then
    from shanyraq.platform.search.engine import generations  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.engine.writing import BUILDING_BYTES, Writer  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.feed import building  # noqa: PLC0415 - after the settings

    tell("indexing")
    folder = generations.begin()
    position = building.position_now()
    begun, used = time.perf_counter(), time.process_time()
    with Writer(folder, memory=BUILDING_BYTES) as writer:
        writer.add_new(map(document_of, read(kept)))
        writer.commit(position)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    generations.swap(folder)
    outcome.built = {
        "seconds": seconds,
        "cpu": cpu,
        "with_merges": time.perf_counter() - begun,
        "bytes": sum(file.stat().st_size for file in folder.iterdir()),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    tell(f"{outcome.records / seconds:.0f} records a second")
    return folder


def measure_engine(outcome: Outcome, index: Path, *, asked: Path, prefixes: Path) -> None:
    tell("engine")
    measured = outcome.measured
    measured["engine 1"] = client("engine", asked, 1, where=index)
    measured["engine 8 threads"] = client("engine", asked, CLIENTS, where=index)
    measured["engine 8 in 2"] = client("engine", asked, CLIENTS, where=index, processes=2)
    measured["suggestions 1"] = client("suggestions", prefixes, 1, where=index)
    measured["suggestions 8 in 2"] = client("suggestions", prefixes, CLIENTS, where=index, processes=2)


def measure_pages(outcome: Outcome, *, asked: Path, prefixes: Path) -> None:
    tell("pages")
    with servers.granian("benchmarks.search_application:application") as address:
        client("page", asked, CLIENTS, where=address)  # every process has opened everything
        outcome.measured["page 1"] = client("page", asked, 1, where=address)
        outcome.measured["page 8"] = client("page", asked, CLIENTS, where=address)
        outcome.measured["suggestions page 8"] = client("page", prefixes, CLIENTS, where=address)
        outcome.measured["page 8"]["memory"] = machine.largest_below(os.getpid())


def client(
    what: str, queries: Path, clients: int, *, where: Path | str, processes: int = 1
) -> dict[str, Any]:
    """Clients in processes of their own; of several processes each asks all queries at the same time."""
    command = [sys.executable, "-m", "benchmarks.search_clients", what, str(queries)]
    command += [str(clients // processes), str(where)]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, cwd=servers.REPOSITORY) for _ in range(processes)
    ]
    answers = [process.communicate()[0] for process in started]
    if any(process.returncode for process in started):
        raise servers.BenchmarkError(f"the clients of {what} failed")
    found: list[dict[str, Any]] = [json.loads(answer) for answer in answers]
    first = found[0]
    for other in found[1:]:
        for way, waited in other["ways"].items():
            first["ways"].setdefault(way, []).extend(waited)
        first["rate"] += other["rate"]
    return first


def measure_rivals(outcome: Outcome, kept: Path, *, index: Path, fewer: Path) -> None:
    from benchmarks import search_queries, search_rivals  # noqa: PLC0415 - Django is set up by then

    asked = search_queries.read(fewer)
    outcome.rivals["Shanyraq"] = {
        str(clients): client("engine", fewer, clients, where=index) for clients in (1, CLIENTS)
    } | {"seconds": outcome.built["seconds"], "bytes": outcome.built["bytes"]}
    tell("PostgreSQL")
    built = search_rivals.build_postgres()
    outcome.rivals["PostgreSQL"] = built | {
        str(clients): search_rivals.ask_postgres(asked, clients) for clients in (1, CLIENTS)
    }
    if not search_rivals.has_xapian():
        outcome.skipped.append("Xapian: left out, Debian's python3-xapian is not installed.")
        return
    tell("Xapian")
    database = fewer.with_name("xapian")
    built = search_rivals.build_xapian(read(kept), database)
    outcome.rivals["Xapian"] = built | {
        str(clients): search_rivals.ask_xapian(database, fewer, clients) for clients in (1, CLIENTS)
    }


if __name__ == "__main__":
    sys.exit(main())
