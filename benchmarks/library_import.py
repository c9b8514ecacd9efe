"""How fast a union catalogue comes in by the real import until everything in it is found, beside Zebra.

    python -m benchmarks.library_import [--records 100000] [--processes 2]

Records of twenty members, who hold many of one another's books, in three scripts, are written to files of
ISO 2709 and imported as librarians would: read, mapped, stored, brought to their editions and works. As many
members at once as there are processes, each process with a file of its own, as workers do it.
Then the search index is built, so that all of them are found. Debian's `zebraidx` indexes the same files in
the same run: it neither maps nor joins what is the same. The aim is 2 000 records a second, all in all.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.library_shelf import empty_shelf, union_files

RESULT = Path(__file__).parent / "results" / "library_import.md"
RECORDS = 100_000
PROCESSES = 2
START_SECONDS = 300
AIM = 2_000
ZEBRA_COUNT = re.compile(rb"Records: +(\d+) i/u/d")
ZEBRA_TABLES = Path("/usr/share/idzebra-2.0/tab")
ZEBRA_MODULES = "/usr/lib/*/idzebra-2.0/modules"
ZEBRA = """profilePath: {tables}
modulePath: {modules}
recordType: grs.marc.usmarc
attset: bib1.att
attset: explain.att
database: Default
register: {folder}/register:20G
keyTmpDir: {folder}/tmp
lockDir: {folder}/lock
memMax: 256
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Import, index, let Zebra index, print and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    options = parser.parse_args(arguments if arguments is not None else [])
    before = os.getloadavg()[0]
    with empty_shelf() as folder:
        files = union_files(options.records, folder)
        imported = import_seconds(files, options.processes)
        indexed = time_of(build_index)
        zebra = zebra_seconds(list(files.values()), folder / "zebra", options.records)
        met = counted()
    seconds = {"imported": imported, "indexed": indexed, "zebra": zebra}
    load = f"load average {before:.1f} before. {options.processes} importing processes. {met}"
    text = report(options.records, seconds, load)
    print(text)
    RESULT.write_text(text, encoding="utf-8")
    return 0


def time_of(work: Any) -> float:
    """Seconds that *work* took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def import_seconds(files: Mapping[int, Path], processes: int) -> float:
    """Seconds for each member's file by the action that command, page and worker use, the largest first, so
    many at once. The processes are there before, as workers are.
    """
    from django.db import connections  # noqa: PLC0415 -- needs settings

    orders = [_ordered(number, files[number]) for number in sorted(files, key=lambda one: -_size(files[one]))]
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(processes + 1)
    with context.Pool(processes, initializer=_set_up, initargs=[gate]) as pool:
        gate.wait(START_SECONDS)
        begun = time.perf_counter()
        for line in pool.imap_unordered(import_one, orders, chunksize=1):
            print(line, file=sys.stderr, flush=True)
        seconds = time.perf_counter() - begun
        pool.close()
        pool.join()
    return seconds


def _size(path: Path) -> int:
    return path.stat().st_size


def _set_up(gate: Any) -> None:
    """A process of its own reads the settings anew, and waits for the others."""
    import django  # noqa: PLC0415 -- needs settings

    django.setup()
    gate.wait(START_SECONDS)


def _ordered(number: int, path: Path) -> tuple[int, Path]:
    """A member with its waiting import: the run's number and the file."""
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from shanyraq.domains.library.catalogue.actions.imports import start_import  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.models import MappingProfile  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.network.models import Branch, Library  # noqa: PLC0415 -- needs settings

    profile = MappingProfile.objects.get(code="marc21")
    library = Library.objects.create(
        code=f"m{number}", name={"kk": f"Кітапхана {number}"}, kind="city", state="live"
    )
    Branch.objects.create(library=library, code="main", name={"kk": "Зал"})
    with path.open("rb") as file:
        run = start_import(
            library=library, profile=profile, file=file, file_name=path.name, at=timezone.now()
        )
    return run.pk, path


def import_one(order: tuple[int, Path]) -> str:
    """Run one waiting import; a line on how it went."""
    from shanyraq.domains.library.catalogue.actions.imports_running import run_import  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.models import ImportRun  # noqa: PLC0415 -- needs settings

    pk, path = order
    run = ImportRun.objects.select_related("library", "profile").get(pk=pk)
    with path.open("rb") as file:
        run_import(run=run, file=file)
    if run.state != "done":
        raise RuntimeError(f"{path.name}: {run.state} {run.error} {run.counts}")
    return f"{path.name}: {run.ordinal} records in {run.seconds:.0f} s"


def build_index() -> None:
    """A generation of the search with all sources, as a node that starts builds it."""
    from shanyraq.platform.search.feed import building  # noqa: PLC0415 -- needs settings

    building.build()


def counted() -> str:
    """How many records met in how many editions and works."""
    from shanyraq.domains.library.catalogue.models import Edition, Record, Work  # noqa: PLC0415 -- needs settings

    editions = Edition.objects.filter(merged_into=None).count()
    works = Work.objects.filter(merged_into=None).count()
    return f"{Record.objects.count()} records met in {editions} editions of {works} works"


def zebra_seconds(files: Sequence[Path], folder: Path, records: int) -> float | None:
    """Seconds of `zebraidx` for the same files; None where it, or its tables, are not installed.

    :raises RuntimeError: with what it said, when it failed or did not index every record.
    """
    program = shutil.which("zebraidx")
    if program is None or not ZEBRA_TABLES.is_dir():
        return None
    for name in ("register", "tmp", "lock"):
        (folder / name).mkdir(parents=True)
    settings = folder / "zebra.cfg"
    modules = next(iter(Path("/").glob(ZEBRA_MODULES.lstrip("/"))), "")
    settings.write_text(ZEBRA.format(tables=ZEBRA_TABLES, modules=modules, folder=folder))
    command = [program, "-c", str(settings), "update", *map(str, files)]
    begun = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True)
    seconds = time.perf_counter() - begun
    told = done.stderr + done.stdout
    counts = ZEBRA_COUNT.findall(told)
    if done.returncode or not counts or int(counts[-1]) != records:
        raise RuntimeError(f"zebraidx ended with {done.returncode}: {told[-2000:].decode(errors='replace')}")
    return seconds


def report(records: int, seconds: Mapping[str, float | None], load: str) -> str:
    """A table with the ratio."""
    imported, indexed, zebra = seconds["imported"] or 0.0, seconds["indexed"] or 0.0, seconds["zebra"]
    whole = imported + indexed
    rows = [
        ("imported: read, mapped, stored, clustered", imported),
        ("search index built", indexed),
        ("**to findable, all in all**", whole),
    ]
    if zebra is not None:
        rows.append(("zebraidx: neither mapped nor clustered", zebra))
    lines = [
        f"# Import of {records} records",
        "",
        machine.described(load),
        "",
        "| What | seconds | records a second |",
        "|---|---:|---:|",
        *(f"| {what} | {took:.0f} | {records / took:.0f} |" for what, took in rows),
        "",
        f"Aim: at least {AIM} records a second to findable.",
    ]
    if zebra is None:
        lines.append("zebraidx was left out: Debian's idzebra-2.0 is not installed.")
    else:
        lines.append(f"Shanyraq ÷ zebraidx: {zebra / whole:.2f}.")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
