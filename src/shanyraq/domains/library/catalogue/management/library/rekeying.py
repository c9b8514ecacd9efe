"""``shanyraq library rekey``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import CommandError, OutputWrapper

from shanyraq.domains.library.catalogue.actions.rekeying import needs_rekeying, rekey
from shanyraq.domains.library.catalogue.models import Rekeying
from shanyraq.kernel.errors import Refusal

NAME: Final = "rekey"
HELP: Final = "make the keys anew by which records meet, after the rules of clustering have changed"
_EVERY: Final = 20


def add_arguments(parser: ArgumentParser) -> None:
    """What may be said of it."""
    parser.add_argument("--if-needed", action="store_true", help="do nothing while the rules are the same")


def run(options: dict[str, Any], out: OutputWrapper) -> None:
    """Make the keys, tell how far it is; interrupted, the next call goes on."""
    if options["if_needed"] and not needs_rekeying():
        out.write("The keys are those of the present rules.")
        return
    told = _Told(out)
    try:
        done = rekey(progress=told)
    except Refusal as refusal:
        raise CommandError(str(refusal)) from None
    out.write(
        f"{done.editions} editions: {done.added} keys added, {done.removed} removed (rules {done.rules})."
    )


class _Told:
    """Writes a line every now and then."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out, self._calls = out, 0

    def __call__(self, run: Rekeying) -> None:
        self._calls += 1
        if self._calls % _EVERY == 0:
            self._out.write(f"{run.editions} editions")
