"""How fast a union catalogue comes in by the real import until everything in it is found, beside Zebra.

    python -m benchmarks.library_import [--records 100000]

Records of twenty members, who hold many of one another's books, in three scripts, are written to files of
ISO 2709 and imported as a librarian would: read, mapped, stored, brought to their editions and works.
Then the search index is built, so that all of them are found. Debian's `zebraidx` indexes the same files in
the same run: it neither maps nor joins what is the same. The aim is 2 000 records a second, all in all.
"""

from __future__ import annotations

import argparse
import os
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
AIM = 2_000
ZEBRA_TABLES = Path("/usr/share/idzebra-2.0/tab")
ZEBRA_MODULES = "/usr/lib/*/idzebra-2.0/modules"
ZEBRA = """profilePath: {tables}
modulePath: {modules}
recordType: grs.marc.usmarc
attset: bib1.att
attset: explain.att
database: Default
register: {folder}/register:20G
shadow:
keyTmpDir: {folder}/tmp
lockDir: {folder}/lock
memMax: 256
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Import, index, let Zebra index, print and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=RECORDS)
    options = parser.parse_args(arguments if arguments is not None else [])
    before = os.getloadavg()[0]
    with empty_shelf() as folder:
        files = union_files(options.records, folder)
        imported = time_of(lambda: import_all(files))
        indexed = time_of(build_index)
        zebra = zebra_seconds(list(files.values()), folder / "zebra")
        met = counted()
    seconds = {"imported": imported, "indexed": indexed, "zebra": zebra}
    text = report(options.records, seconds, f"load average {before:.1f} before. {met}")
    print(text)
    RESULT.write_text(text, encoding="utf-8")
    return 0


def time_of(work: Any) -> float:
    """Seconds that *work* took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def import_all(files: Mapping[int, Path]) -> None:
    """Each member's file by the action that command, page and worker use."""
    from django.utils import timezone  # noqa: PLC0415 -- needs settings

    from shanyraq.domains.library.catalogue.actions.imports import start_import  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.actions.imports_running import run_import  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.catalogue.models import MappingProfile  # noqa: PLC0415 -- needs settings
    from shanyraq.domains.library.network.models import Branch, Library  # noqa: PLC0415 -- needs settings

    profile = MappingProfile.objects.get(code="marc21")
    for number, path in files.items():
        library = Library.objects.create(
            code=f"m{number}", name={"kk": f"Кітапхана {number}"}, kind="city", state="live"
        )
        Branch.objects.create(library=library, code="main", name={"kk": "Зал"})
        with path.open("rb") as file:
            run = start_import(
                library=library, profile=profile, file=file, file_name=path.name, at=timezone.now()
            )
            file.seek(0)
            run_import(run=run, file=file)
        if run.state != "done":
            raise RuntimeError(f"{path.name}: {run.state} {run.error}")
        print(f"{path.name}: {run.ordinal} records in {run.seconds:.0f} s", file=sys.stderr, flush=True)


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


def zebra_seconds(files: Sequence[Path], folder: Path) -> float | None:
    """Seconds of `zebraidx` for the same files; None where it, or its tables, are not installed."""
    program = shutil.which("zebraidx")
    if program is None or not ZEBRA_TABLES.is_dir():
        return None
    for name in ("register", "tmp", "lock"):
        (folder / name).mkdir(parents=True)
    settings = folder / "zebra.cfg"
    modules = next(iter(Path("/").glob(ZEBRA_MODULES.lstrip("/"))), "")
    settings.write_text(ZEBRA.format(tables=ZEBRA_TABLES, modules=modules, folder=folder))
    command = [program, "-c", str(settings), "update", *map(str, files)]
    return time_of(lambda: subprocess.run(command, check=True, capture_output=True))


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
