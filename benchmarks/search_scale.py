"""The search with a million records, beside PostgreSQL's full text and Xapian with the same.

    python -m benchmarks.search_scale [--records 1000000] [--queries 1200] [--without-rivals]
    python -m benchmarks.search_scale --records 10000000 --keep FOLDER  # builds; goes on where it was cut off
    python -m benchmarks.search_scale --without-rivals --from FOLDER --write FILE  # measures what is kept

Builds the index through the real path (documents, analysis, writer) in a temporary folder, measures engine,
suggestions and the whole page of results with one and with eight clients, prints a table with ratios and, for
the default number of records, writes it to benchmarks/results/search_scale.md. Without ``--keep``
nothing is kept.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import machine, servers
from benchmarks.search_building import Notes, build, keep, read, sample_of, tell
from benchmarks.search_report import Outcome, report

RESULT = Path(__file__).parent / "results" / "search_scale.md"
RECORDS = 1_000_000
CLIENTS = 8
RIVALS_ASKED = 240
"""Queries for engines that need seconds for some."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--queries", type=int, default=1200)
    parser.add_argument("--without-rivals", action="store_true", help="leave PostgreSQL and Xapian out")
    parser.add_argument("--write", type=Path, default=None, help="where the table goes")
    parser.add_argument("--keep", type=Path, default=None, help="only build, in this folder, and keep it")
    parser.add_argument(
        "--from", type=Path, default=None, dest="built", help="only measure what is kept there"
    )
    options = parser.parse_args(arguments)
    if options.built and "table" not in Notes(options.built):
        parser.error(f"nothing finished is kept in {options.built}; build it with --keep")
    with servers.prepared_platform(kept=options.keep or options.built) as folder:
        notes = Notes(folder)
        number = notes.setdefault("records", options.records)
        if options.keep and number != options.records:
            parser.error(f"{folder} holds {number} records")
        outcome = Outcome(number)
        before = os.getloadavg()[0]
        index = prepare(outcome, folder, notes, is_kept=options.keep is not None)
        if options.keep:
            return 0
        measure(outcome, folder, options, index=index)
        outcome.load = (before, os.getloadavg()[0])
    text = report(outcome)
    print(text)
    target = options.write or (RESULT if outcome.records == RECORDS else None)
    if target:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return 0


def prepare(outcome: Outcome, folder: Path, notes: Notes, *, is_kept: bool) -> Path:
    """Records, index and table, but what is there already."""
    from benchmarks import search_source  # noqa: PLC0415 - Django is set up by then

    kept = folder / "records.pickle"
    notes.note(records=outcome.records)
    keep(outcome.records, kept)
    search_source.connect()
    index = build(outcome.records, kept, notes, is_kept=is_kept)
    outcome.built = notes["built"]
    if "table" not in notes:
        tell("filling the table")
        search_source.fill(read(kept))
        notes.note(table=True)
    return index


def measure(outcome: Outcome, folder: Path, options: argparse.Namespace, *, index: Path) -> None:
    """Measure one thing after the other."""
    from benchmarks import search_queries  # noqa: PLC0415 - Django is set up by then

    kept, queries = folder / "records.pickle", options.queries
    sample = sample_of(kept, outcome.records)
    asked, prefixes, fewer = folder / "asked.json", folder / "prefixes.json", folder / "fewer.json"
    search_queries.write(asked, search_queries.queries(sample, queries))
    search_queries.write(prefixes, search_queries.prefixes(sample, queries))
    search_queries.write(fewer, search_queries.queries(sample, min(queries, RIVALS_ASKED)))
    measure_engine(outcome, index, asked=asked, prefixes=prefixes)
    measure_pages(outcome, asked=asked, prefixes=prefixes)
    if not options.without_rivals:
        measure_rivals(outcome, kept, index=index, fewer=fewer)


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
        outcome.memory = machine.largest_below(os.getpid())


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
