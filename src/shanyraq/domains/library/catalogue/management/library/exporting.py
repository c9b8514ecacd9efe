"""``shanyraq library export FILE --member CODE``."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError, OutputWrapper

from shanyraq.domains.library.catalogue.formats import iso2709, marcxml
from shanyraq.domains.library.catalogue.formats.originals import export
from shanyraq.domains.library.catalogue.management.library.importing import member_named
from shanyraq.domains.library.catalogue.models import Record, RecordState
from shanyraq.domains.library.network.models import Library

NAME: Final = "export"
HELP: Final = "write a member's records as they were brought in, byte for byte"
FORMATS: Final = (iso2709.FORMAT, marcxml.FORMAT)
_AT_ONCE: Final = 500


def add_arguments(parser: ArgumentParser) -> None:
    """What may be said of an export."""
    parser.add_argument("file", help="the file to write; one that is there is not written over")
    parser.add_argument("--member", required=True, metavar="CODE", help="the library's code")
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="records of this format")


def run(options: dict[str, Any], out: OutputWrapper) -> None:
    """Write the active records of one format, the oldest first."""
    member = member_named(options["member"])
    counter = _Counter(member, options["format"])
    try:
        with Path(options["file"]).open("xb") as file:
            file.writelines(export(counter, format=options["format"]))
    except OSError as error:
        raise CommandError(f"cannot write {options['file']}: {error.strerror}") from None
    out.write(f"{counter.number} records written.")


class _Counter:
    """The originals of a member, counted as they go by."""

    def __init__(self, member: Library, kind: str) -> None:
        found = Record.objects.filter(library=member, state=RecordState.ACTIVE, format=kind).order_by("pk")
        self._rows = found.values_list("format", "encoding", "original")
        self.number = 0

    def __iter__(self) -> Iterator[tuple[str, str, bytes]]:
        for kind, encoding, original in self._rows.iterator(chunk_size=_AT_ONCE):
            self.number += 1
            yield kind, encoding, bytes(original)
