"""Checking a whole log: its signature, that it only grew since the last time, every entry and every tile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from shanyraq.kernel.merkle.entries import parse_entry
from shanyraq.kernel.merkle.notes import Verifier
from shanyraq_verify.errors import NotChecked, NotProved
from shanyraq_verify.heads import (
    Head,
    Witnessed,
    best_witnessed,
    demand_growth,
    parse_key,
    parse_witness,
    read_head,
)
from shanyraq_verify.petitions import SIGNATURE_FORM
from shanyraq_verify.sources import Source, read_text
from shanyraq_verify.state import State, load_state, save_state
from shanyraq_verify.walking import Batch, Keep, Walk

Say = Callable[[str], None]
SHOWN: Final = 20
"""Problems that are told one by one; of the others their number alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person wants: whose key, which state, which witnesses (keys), how many of them must vouch."""

    key: str | None = None
    state: Path | None = None
    witnesses: Sequence[str] = ()
    need_witnesses: int = 0


@dataclass(frozen=True, slots=True)
class Log:
    """A log whose head is signed with its *key* and begins with the *earlier* head, if one is remembered."""

    source: Source
    key: Verifier
    head: Head
    earlier: State | None

    @property
    def size(self) -> int:
        """Entries that the head counts."""
        return self.head.checkpoint.size


@dataclass(slots=True)
class Problems:
    """What is wrong with single entries of a log."""

    number: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, index: int, reason: object) -> None:
        """Entry *index* is wrong."""
        self.number += 1
        if len(self.shown) < SHOWN:
            self.shown.append(f"entry {index}: {reason}")

    def lines(self) -> list[str]:
        """To be told: the first ones, and how many more there are."""
        more = self.number - len(self.shown)
        return self.shown + ([f"and {more} more"] if more else [])


def open_log(source: Source, asked: Asked, say: Say) -> Log:
    """Read the head of a log, and see that its log signed it and only grew.

    :raises NotProved: when it did not.
    :raises NotChecked: when something cannot be read, or no key is known.
    """
    earlier = load_state(asked.state) if asked.state else None
    key = _key_of(source, asked, earlier, say=say)
    head = read_head(source, key)
    say(f"log         {head.checkpoint.origin}")
    say(f"key         {key}")
    say(f"checkpoint  {head.checkpoint.size} entries, root {head.checkpoint.root.hex()}")
    if earlier is not None:
        _demand_growth_since(earlier, source, head)
        say(f"since then  the log only grew: {earlier.head.checkpoint.size} entries were there before")
    _show_witnesses(source, head, key=key, asked=asked, say=say)
    return Log(source, key, head, earlier)


def _key_of(source: Source, asked: Asked, earlier: State | None, *, say: Say) -> Verifier:
    if asked.key is not None:
        key = parse_key(asked.key)
        if earlier is not None and earlier.key != key:
            raise NotChecked(f"the state in {asked.state} is of another key: {earlier.key}")
        return key
    if earlier is not None:
        return earlier.key
    key = parse_key(read_text(source, "key"))
    say("WARNING     The key comes from where the log comes from, and is trusted because it is the first one")
    say("            seen. Compare it with a key printed elsewhere (newspaper, witness), give it with --key,")
    say("            or keep it with --state, so that nobody can show you another log later.")
    if source.address.startswith("http://"):
        say("WARNING     It came over http, without encryption: anybody on the way may have replaced it.")
    if source.address.startswith("http") and source.address.partition("://")[2] != key.name:
        say(f"WARNING     The log calls itself {key.name}, which is not the address it was read from.")
    return key


def _demand_growth_since(earlier: State, source: Source, head: Head) -> None:
    before, now = earlier.head.checkpoint.size, head.checkpoint.size
    if now < before:
        raise NotProved(
            f"the log has {now} entries but had {before} before: entries were taken back, or this copy is old"
        )
    demand_growth(source, earlier.head, head)


def _show_witnesses(source: Source, head: Head, *, key: Verifier, asked: Asked, say: Say) -> None:
    witnesses = list({str(found): found for found in map(parse_witness, asked.witnesses)}.values())
    if len(witnesses) < asked.need_witnesses:
        raise NotChecked(f"{asked.need_witnesses} witnesses are needed, but {len(witnesses)} keys are given")
    if not witnesses:
        return
    seen, found = best_witnessed(source, head, key=key, witnesses=witnesses)
    for witness in found:
        say(_vouching(witness, seen, head))
    if len(found) < asked.need_witnesses:
        raise NotProved(f"{asked.need_witnesses} witnesses are needed, {len(found)} vouch for this log")
    if not found:
        say("witnesses   none of those asked for has vouched for this log")


def _vouching(witness: Witnessed, seen: Head, head: Head) -> str:
    size, now = seen.checkpoint.size, head.checkpoint.size
    what = "all of it" if size == now else f"its first {size} entries"
    return f"witness     {witness.name} vouches for {what} ({witness.at:%Y-%m-%d %H:%M:%S} UTC)"


def check(source: Source, asked: Asked, say: Say, *, keep: Keep | None = None) -> Log:
    """Check the whole log, or what came since the remembered head, and remember the new one.

    :raises NotProved: when anything does not fit.
    :raises NotChecked: when something cannot be read.
    """
    log = open_log(source, asked, say)
    walk = Walk(source, log.head.checkpoint, log.earlier.tree if log.earlier else None, keep=keep)
    problems = Problems()
    for batch in walk.batches():
        _read_entries(batch, problems)
    read = log.size - (log.earlier.tree.size if log.earlier else 0)
    say(f"tree        recomputed from {read} entries; every tile and the root fit")
    if problems.number:
        raise NotProved(
            "\n".join([f"{problems.number} entries are not written as they must be", *problems.lines()])
        )
    if asked.state is not None:
        save_state(asked.state, State(log.key, log.head, walk.tree()))
    return log


def _read_entries(batch: Batch, problems: Problems) -> None:
    is_signature = SIGNATURE_FORM.fullmatch
    for index, body in enumerate(batch.entries, batch.first):
        if is_signature(body):
            continue
        try:
            parse_entry(body)
        except ValueError as error:
            problems.add(index, error)
