"""``shanyraq library add-member``: open the application of a library from the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.core.management.base import CommandError, OutputWrapper
from django.db import transaction
from django.utils import timezone

from shanyraq.domains.library.network.actions.branches import add_branch
from shanyraq.domains.library.network.actions.members import add_member, choose_profile
from shanyraq.domains.library.network.actions.reading_rooms import add_range
from shanyraq.domains.library.network.actions.staff import appoint
from shanyraq.domains.library.network.models import Library, LibraryKind, StaffRole
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.identifiers import parse_bin
from shanyraq.kernel.languages import LANGUAGES

NAME: Final = "add-member"
HELP: Final = "open the application of a library; the rest of its way is made in the staff pages"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the subcommand. Texts in several languages are given again and again: ``--name kk=…``."""
    parser.add_argument("code", help="small Latin letters, digits and hyphens; names the library for ever")
    parser.add_argument(
        "--name", action="append", required=True, metavar="LANGUAGE=TEXT", help="kk is needed"
    )
    parser.add_argument("--kind", choices=LibraryKind.values, required=True)
    parser.add_argument(
        "--place", action="append", default=[], metavar="LANGUAGE=TEXT", help="town or village"
    )
    parser.add_argument("--address", action="append", default=[], metavar="LANGUAGE=TEXT")
    parser.add_argument("--isil", default="", help="for example KZ-NBRK")
    parser.add_argument("--bin", default="", help="business identification number, 12 digits")
    parser.add_argument("--website", default="")
    parser.add_argument("--email", default="")
    parser.add_argument("--phone", default="")
    parser.add_argument("--branch", action="append", default=[], metavar="CODE=NAME", help="name in Kazakh")
    parser.add_argument("--head", default="", metavar="EMAIL", help="appointed, or invited by a letter")
    parser.add_argument("--range", action="append", default=[], metavar="CIDR", dest="ranges")
    parser.add_argument("--profile", default="", metavar="CODE", help="how its records are read")


def run(options: dict[str, Any], out: OutputWrapper) -> None:
    """Do it and tell it."""
    out.write(open_application(options))


def open_application(options: dict[str, Any]) -> str:
    """All or nothing; the answer is a line for the person at the terminal.

    :raises CommandError: with what is wrong and which option it concerns.
    """
    with transaction.atomic():
        with _refused_by():
            library = add_member(code=options["code"], details=_details(options), actor=None)
        _add_parts(library, options)
    return f"{library.code}: {library} ({library.get_state_display()})"


@contextmanager
def _refused_by(option: str = "") -> Iterator[None]:
    """Tell a refusal with the option it concerns: the given one, else that of the library's own field."""
    try:
        yield
    except Refusal as refusal:
        own = {None: "", "": "", "code": "code"}.get(refusal.field, f"--{refusal.field}")
        where = option or own
        raise CommandError(f"{where}: {refusal}" if where else str(refusal)) from None


def _details(options: dict[str, Any]) -> dict[str, Any]:
    plain = {name: options[name] for name in ("kind", "isil", "website", "email", "phone")}
    texts = {name: _texts(name, options[name]) for name in ("name", "place", "address")}
    number = parse_bin(options["bin"], field="bin").number if options["bin"] else ""
    return {**plain, **texts, "bin": number}


def _texts(option: str, given: Iterable[str]) -> dict[str, str]:
    pairs = dict(_pair(option, each) for each in given)
    unknown = sorted(pairs.keys() - LANGUAGES.keys())
    if unknown:
        raise CommandError(f"--{option}: unknown language {unknown[0]!r}; known are {', '.join(LANGUAGES)}")
    return pairs


def _pair(option: str, given: str) -> tuple[str, str]:
    name, sign, text = given.partition("=")
    if not sign or not text.strip():
        raise CommandError(f"--{option}: write NAME=TEXT, not {given!r}")
    return name.strip(), text.strip()


def _add_parts(library: Library, options: dict[str, Any]) -> None:
    for given in options["branch"]:
        code, name = _pair("branch", given)
        with _refused_by(f"--branch {given}"):
            add_branch(library=library, code=code, values={"name": {"kk": name}}, actor=None)
    for network in options["ranges"]:
        with _refused_by(f"--range {network}"):
            add_range(library=library, network=network, note="", actor=None)
    if options["profile"]:
        with _refused_by("--profile"):
            choose_profile(library=library, profile_code=options["profile"], actor=None)
    if options["head"]:
        with _refused_by("--head"):
            appoint(
                library=library, email=options["head"], role=StaffRole.HEAD, actor=None, at=timezone.now()
            )
