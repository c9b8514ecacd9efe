"""``shanyraq library import FILE --member CODE --profile CODE``."""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, Final

from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone

from shanyraq.domains.library.catalogue.actions.imports import interrupted_run, resume_import, start_import
from shanyraq.domains.library.catalogue.actions.imports_running import run_import
from shanyraq.domains.library.catalogue.formats.encodings import AUTO, ENCODINGS
from shanyraq.domains.library.catalogue.models import ImportRun, MappingProfile, RunState
from shanyraq.domains.library.catalogue.queries.imports import refused_rows
from shanyraq.domains.library.network.models import Library
from shanyraq.kernel.errors import Refusal

NAME: Final = "import"
HELP: Final = "import a member's records from a file of ISO 2709 or MARCXML"
REFUSED: Final = 3
"""Exit code when the file was imported and some records were refused; 1 means that the import failed."""


def add_arguments(parser: ArgumentParser) -> None:
    """What may be said of an import."""
    parser.add_argument("file", help="a file of ISO 2709 or MARCXML")
    parser.add_argument("--member", required=True, metavar="CODE", help="the library's code")
    parser.add_argument(
        "--profile", required=True, metavar="CODE", help="marc21, unimarc, … or one of your own"
    )
    parser.add_argument("--encoding", choices=ENCODINGS, default=AUTO)
    parser.add_argument("--dry-run", action="store_true", help="store nothing but the report")
    parser.add_argument("--resume", action="store_true", help="go on with an interrupted import of this file")
    parser.add_argument(
        "--full", action="store_true", help="delete the member's records that are not in the file"
    )
    parser.add_argument("--refused", metavar="CSV", help="write the refused records into this file")


def member_named(code: str) -> Library:
    """:raises CommandError: when there is none."""
    library = Library.objects.filter(code=code).first()
    if library is None:
        raise CommandError(f"no member has the code {code!r}")
    return library


def profile_named(code: str) -> MappingProfile:
    """:raises CommandError: when there is none."""
    profile = MappingProfile.objects.filter(code=code).first()
    if profile is None:
        known = ", ".join(MappingProfile.objects.values_list("code", flat=True))
        raise CommandError(f"no profile has the code {code!r}; there are: {known}")
    return profile


def run(options: dict[str, Any], out: OutputWrapper) -> None:
    """Import the file and print the report's sum."""
    path = Path(options["file"])
    try:
        file = path.open("rb")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    with file:
        try:
            begun = _run_of(options, file, path.name)
            done = run_import(run=begun, file=file, progress=progress_line(out))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
    report(done, out, refused_file=options["refused"])


def _run_of(options: dict[str, Any], file: IO[bytes], name: str) -> ImportRun:
    library = member_named(options["member"])
    if options["resume"]:
        left = interrupted_run(library=library, file=file, is_dry_run=options["dry_run"])
        if left is None:
            raise CommandError("no interrupted import of this file; start it without --resume")
        return resume_import(run=left) if left.may_resume else left
    given = {"encoding": options["encoding"], "is_dry_run": options["dry_run"], "is_full": options["full"]}
    return start_import(
        library=library, profile=profile_named(options["profile"]), file=file, file_name=name,
        at=timezone.now(), options=given,
    )  # fmt: skip  # names that stand for themselves need no lines of their own


def progress_line(out: OutputWrapper) -> Any:
    """What overwrites one line of a terminal after each batch; nothing elsewhere."""
    if not out.isatty():
        return None

    def show(run: ImportRun) -> None:
        share = f"{run.percent:3d} %  " if run.size else ""
        out.write(
            f"\r{share}{run.ordinal} records  {run.records_per_second}/s  refused {run.refused}", ending=""
        )
        out.flush()

    return show


def report(run: ImportRun, out: OutputWrapper, *, refused_file: str | None) -> None:
    """Print the counts; write refused records as CSV.

    :raises CommandError: with exit code 1 when the run failed or was stopped, 3 when records were refused.
    """
    if out.isatty():
        out.write("")
    counts = ", ".join(f"{number} {outcome}" for outcome, number in run.counts.items())
    trial = " (trial: nothing was stored)" if run.is_dry_run else ""
    out.write(f"Import {run.pk}: {run.ordinal} records read{trial}: {counts}; {run.warned} with warnings")
    out.write(f"{run.seconds:.1f} s, {run.records_per_second} records a second")
    if run.error == "not_swept":
        out.write("Nothing was deleted: a record without a readable number might be one of those missing.")
    if refused_file:
        _write_refused(run, refused_file)
    if run.state != RunState.DONE:
        raise CommandError(f"the import has not finished: {run.error or run.state}")
    if run.refused:
        raise CommandError(f"{run.refused} records were refused", returncode=REFUSED)


def _write_refused(run: ImportRun, place: str) -> None:
    if place == "-":
        csv.writer(sys.stdout).writerows(refused_rows(run))
        return
    with Path(place).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(refused_rows(run))
