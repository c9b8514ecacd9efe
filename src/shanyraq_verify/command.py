"""The command ``shanyraq-verify``. English alone: a tool for journalists and auditors of all countries."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from shanyraq_verify.checking import Asked, check
from shanyraq_verify.errors import NotChecked, NotProved
from shanyraq_verify.heads import Fork
from shanyraq_verify.mirroring import mirror
from shanyraq_verify.receipts import check_receipt, read_receipt
from shanyraq_verify.recounting import Published, count_address, read_published
from shanyraq_verify.signing import Secret, read_secret, write_secret
from shanyraq_verify.sources import Source, open_source
from shanyraq_verify.verdict import recount_all, recount_one
from shanyraq_verify.witnessing import witness

PROVED: Final = 0
NOT_PROVED: Final = 1
NOT_CHECKED: Final = 2
EPILOGUE: Final = "It ends with 0: proved, 1: not proved, 2: could not be checked (argparse's errors too)."

Run = Callable[[argparse.Namespace, Source], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the number it ends with."""
    asked = _parser().parse_args(arguments)
    try:
        return _run(asked)
    except Fork as fork:
        _say(f"NOT PROVED: {fork}")
        _say("These two notes prove it to everybody. Keep them and publish them:")
        for head in fork.heads:
            _say(f"\n{head.note}")
        return NOT_PROVED
    except NotProved as reason:
        _say(f"NOT PROVED: {reason}")
        return NOT_PROVED
    except NotChecked as reason:
        _say(f"COULD NOT BE CHECKED: {reason}")
        return NOT_CHECKED
    except KeyboardInterrupt:
        _say("COULD NOT BE CHECKED: stopped")
        return NOT_CHECKED


def _run(asked: argparse.Namespace) -> int:
    if asked.command == "witness" and asked.new_key:
        secret = Secret.new(asked.new_key)
        write_secret(asked.secret, secret)
        _say(f"{secret.verifier}")
        return PROVED
    if not asked.source:
        raise NotChecked("the source is missing")
    source = open_source(asked.source)
    run: Run = asked.run
    try:
        run(asked, source)
    finally:
        source.close()
    return PROVED


def _say(text: str) -> None:
    """Print *text*; whatever a hostile log puts into it cannot steer the terminal."""
    shown = "".join(each if each.isprintable() or each == "\n" else "�" for each in text)
    encoding = sys.stdout.encoding or "utf-8"
    print(shown.encode(encoding, "replace").decode(encoding), flush=True)


def _wishes(asked: argparse.Namespace) -> Asked:
    return Asked(asked.key, getattr(asked, "state", None), asked.witness, asked.need_witnesses)


def _check(asked: argparse.Namespace, source: Source) -> None:
    check(source, _wishes(asked), _say)
    _say("PROVED: the log is whole, and signed by the holder of its key")


def _recount(asked: argparse.Namespace, source: Source) -> None:
    if asked.petition is None:
        recount_all(source, _wishes(asked), compares=asked.compare, say=_say)
        _say("PROVED: these are the numbers of the log")
        return
    published = _published(asked, source)
    recount_one(source, asked.petition, published, asked=_wishes(asked), say=_say)
    _say("PROVED: the published number is the log's" if published else "PROVED: this is the log's number")


def _published(asked: argparse.Namespace, source: Source) -> Published | None:
    if asked.published is not None:
        return Published(asked.published, asked.size)
    address = asked.count_address or count_address(source.address, asked.petition)
    return read_published(address) if address else None


def _receipt(asked: argparse.Namespace, source: Source) -> None:
    check_receipt(read_receipt(asked.file), source, _wishes(asked), whole=asked.whole, say=_say)
    _say("PROVED: the signature of this receipt stands in the log" + (" and counts" if asked.whole else ""))


def _mirror(asked: argparse.Namespace, source: Source) -> None:
    mirror(source, asked.folder, _wishes(asked), say=_say)
    _say("PROVED: the copy is whole, and signed by the holder of its key")


def _witness(asked: argparse.Namespace, source: Source) -> None:
    witness(source, read_secret(asked.secret), _wishes(asked), out=asked.out, say=_say)
    _say("PROVED: the log only grew, and this witness vouches for it")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no number")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shanyraq-verify", description="Check verifiable logs of Shanyraq.", epilog=EPILOGUE
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    one = _command(commands, "check", "recompute the whole log", run=_check)
    _add_source(one)
    _add_state(one)
    _add_recount(commands)
    one = _command(commands, "receipt", "find the signature of a receipt", run=_receipt)
    one.add_argument("file", type=Path, metavar="FILE", help="the receipt")
    _add_source(one)
    _add_state(one)
    one.add_argument(
        "--whole", action="store_true", help="read the whole log: does the signature still count?"
    )
    one = _command(commands, "mirror", "copy a log into a folder, checked", run=_mirror)
    _add_source(one)
    one.add_argument("folder", type=Path, metavar="FOLDER", help="where to; an earlier copy there goes on")
    _add_witness(commands)
    return parser


def _command(commands: Any, name: str, purpose: str, *, run: Run) -> argparse.ArgumentParser:
    """A command with the options that all have."""
    one: argparse.ArgumentParser = commands.add_parser(
        name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.", epilog=EPILOGUE
    )
    one.set_defaults(run=run)
    one.add_argument("--key", metavar="VKEY", help="the key of the log: name+id+key")
    one.add_argument(
        "--witness",
        metavar="VKEY",
        action="append",
        default=[],
        help="the key of a witness; more than one may be given",
    )
    one.add_argument(
        "--need-witnesses",
        metavar="N",
        type=_number,
        default=0,
        help="not proved unless so many of them vouch",
    )
    return one


def _add_source(one: argparse.ArgumentParser, **options: Any) -> None:
    one.add_argument(
        "source",
        metavar="SOURCE",
        help="https://HOST/logs/NAME, or a folder with the files of a log",
        **options,
    )


def _add_state(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--state", type=Path, metavar="FILE", help="remembers key and head, so that no fork goes unseen"
    )


def _add_recount(commands: Any) -> None:
    one = _command(
        commands, "recount", "count petitions from the log, and compare with what is published", run=_recount
    )
    _add_source(one)
    _add_state(one)
    one.add_argument("petition", nargs="?", metavar="PETITION", help="its id; without it, all are counted")
    one.add_argument("--published", type=_number, metavar="N", help="the number to compare with")
    one.add_argument(
        "--size", type=_number, metavar="ENTRIES", help="the size of the log that --published is of"
    )
    one.add_argument("--count-address", metavar="URL", help="where the number is published (count.json)")
    one.add_argument("--compare", action="store_true", help="all petitions: read each published number too")


def _add_witness(commands: Any) -> None:
    one = _command(commands, "witness", "check what a log added, and vouch for its head", run=_witness)
    _add_source(one, nargs="?")
    _add_state(one)
    one.add_argument(
        "--secret", type=Path, metavar="FILE", required=True, help="the file of the witness's key"
    )
    one.add_argument("--new-key", metavar="NAME", help="make that key; NAME is a host name of yours")
    one.add_argument(
        "--out", type=Path, metavar="FILE", help="write the cosignature there instead of posting it"
    )
