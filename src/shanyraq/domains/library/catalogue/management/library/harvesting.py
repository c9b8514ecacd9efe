"""``shanyraq library harvest URL --member CODE --profile CODE``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, OutputWrapper

from shanyraq.domains.library.catalogue.actions.harvests import harvest
from shanyraq.domains.library.catalogue.management.library.importing import (
    member_named,
    profile_named,
    progress_line,
    report,
)
from shanyraq.domains.library.catalogue.models import HarvestSource
from shanyraq.kernel.errors import Refusal

NAME: Final = "harvest"
HELP: Final = "fetch a member's records from its repository by OAI-PMH"


def add_arguments(parser: ArgumentParser) -> None:
    """What may be said of a harvest."""
    parser.add_argument("url", help="the repository's base address")
    parser.add_argument("--member", required=True, metavar="CODE", help="the library's code")
    parser.add_argument(
        "--profile", required=True, metavar="CODE", help="marc21, unimarc, … or one of your own"
    )
    parser.add_argument("--prefix", default="marc21", help="the metadata prefix to ask for")
    parser.add_argument("--set", default="", help="only this set")
    parser.add_argument(
        "--from", dest="since", help="only what changed since, as 2026-11-26; 'all' for everything"
    )
    parser.add_argument("--dry-run", action="store_true", help="store nothing but the report")
    parser.add_argument("--nightly", action="store_true", help="harvest it every night from now on")
    parser.add_argument("--refused", metavar="CSV", help="write the refused records into this file")


def run(options: dict[str, Any], out: OutputWrapper) -> None:
    """Harvest and print the report's sum. The repository is remembered, with where the harvest ended."""
    member, profile = member_named(options["member"]), profile_named(options["profile"])
    source, _made = HarvestSource.objects.get_or_create(
        library=member, address=options["url"], metadata_prefix=options["prefix"], set_spec=options["set"],
        defaults={"profile": profile, "is_active": options["nightly"]},
    )  # fmt: skip  # names that stand for themselves need no lines of their own
    source.profile, source.is_active = profile, source.is_active or options["nightly"]
    try:
        source.full_clean()
    except ValidationError as error:
        raise CommandError("; ".join(error.messages)) from None
    source.save()
    since = "" if options["since"] == "all" else options["since"]
    try:
        done = harvest(source=source, since=since, is_dry_run=options["dry_run"], progress=progress_line(out))
    except Refusal as refusal:
        raise CommandError(str(refusal)) from None
    report(done, out, refused_file=options["refused"])
