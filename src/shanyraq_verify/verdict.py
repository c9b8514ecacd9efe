"""Recounting one petition or all, and saying in words what that proves and what it cannot prove."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

from shanyraq_verify.checking import Asked, Log, Problems, Say, open_log
from shanyraq_verify.errors import Missing, NotChecked, NotProved
from shanyraq_verify.petitions import ORIGIN_NAME
from shanyraq_verify.recounting import Published, Sum, Tally, count_address, read_published
from shanyraq_verify.sources import Source
from shanyraq_verify.state import State, save_state
from shanyraq_verify.walking import Walk
from shanyraq_verify.web import WebSource

PATIENCE: Final = 16.0
"""Seconds in which a published number must be covered by a checkpoint; the platform promises ten."""

PROVES: Final = """\
What this proves
  * The number follows from the entries of the log by the counting rule, and you counted it yourself.
  * No signer (nullifier) is counted twice in this petition.
  * Everybody who sees a checkpoint with this root sees these entries: none can be changed, removed or
    slipped in between without another root. With --state you notice it, with witnesses everybody does."""

PROVES_NOT: Final = """\
What this cannot prove
  * That a nullifier is a real person with an IIN of their own: the operator computes it with a key that
    only the operator has. A sample of sealed signatures, audited by others, can show that.
  * Where and when somebody signed: territory and hour are sealed, and only a signer's receipt opens them.
  * That everybody who wanted to sign could, and that nobody was turned away before an entry was made.
  * That a withdrawal was wished for by the signer, or an invalidation deserved: both are only visible.
  * That others were shown the same log, unless witnesses vouch for it or you compare checkpoints."""


def recount_one(
    source: Source, petition: str, published: Published | None, *, asked: Asked, say: Say
) -> None:
    """Recount *petition* at exactly the size of the log that its published number names.

    :raises NotProved: when the number, the log or the counting rule do not fit.
    :raises NotChecked: when something cannot be read.
    """
    log = _log_with(source, published.size if published else None, asked, say=say)
    tally = Tally(petition, published.size if published else None)
    _walk(log, tally, asked)
    counted = tally.until if published and tally.until else tally.sum_of(petition)
    say(f"tree        recomputed from {log.size} entries; every tile and the root fit")
    say("")
    for line in _account(petition, counted):
        say(line)
    if published is not None:
        say(_said(published, counted))
    _demand_rule(tally.unreadable, tally.miscounted[petition])
    if published is not None and published.count != counted.count:
        raise NotProved(
            f"{published.count} is published, but the log of {counted.size} entries proves {counted.count}"
        )
    say("")
    say(PROVES)
    say("")
    say(PROVES_NOT)
    say("")


def _log_with(source: Source, size: int | None, asked: Asked, *, say: Say) -> Log:
    """The log, when it has *size* entries: a number may be published a moment before its checkpoint."""
    end = time.monotonic() + PATIENCE
    log = open_log(source, asked, say)
    while size is not None and log.size < size:
        reason = f"the number is said to follow from {size} entries, but the log has {log.size}"
        if not isinstance(source, WebSource):
            raise NotChecked(f"{reason}; copy the log again")
        if time.monotonic() > end:
            raise NotProved(reason)
        say(f"waiting     {reason} yet")
        time.sleep(2)
        log = open_log(source, asked, say)
    if log.key.name.rpartition("/")[2] != ORIGIN_NAME:
        raise NotChecked(f"{log.key.name} is not a log of petitions")
    return log


def _walk(log: Log, tally: Tally, asked: Asked) -> None:
    walk = Walk(log.source, log.head.checkpoint)
    for batch in walk.batches():
        tally.take(batch)
    if asked.state is not None and not tally.unreadable.number:
        save_state(asked.state, State(log.key, log.head, walk.tree()))


def _account(petition: str, counted: Sum) -> Iterator[str]:
    yield f"petition {petition} in the first {counted.size} entries of the log"
    yield f"  signatures                 {counted.signed:>12}"
    yield f"  withdrawn                  {counted.withdrawn:>12}"
    yield f"  invalidated, and still so  {counted.invalidated:>12}"
    yield f"  counted                    {counted.count:>12}"


def _said(published: Published, counted: Sum) -> str:
    of = "the whole log" if published.size is None else f"the log of {published.size} entries"
    as_of = f", as of {published.as_of[:32]}" if published.as_of.isprintable() and published.as_of else ""
    mark = "the same" if published.count == counted.count else "NOT the same"
    return f"  published                  {published.count:>12}   for {of}{as_of}: {mark}"


def _demand_rule(unreadable: Problems, miscounted: Problems) -> None:
    lines = []
    if unreadable.number:
        lines += [f"{unreadable.number} entries are no statements about petitions", *unreadable.lines()]
    if miscounted.number:
        lines += [f"{miscounted.number} entries break the counting rule", *miscounted.lines()]
    if lines:
        raise NotProved("\n".join(lines))


def recount_all(source: Source, asked: Asked, *, compares: bool, say: Say) -> None:
    """Recount every petition of the log; with *compares*, also read each published number.

    :raises NotProved: when the log, the rule or a published number do not fit.
    :raises NotChecked: when something cannot be read.
    """
    log = _log_with(source, None, asked, say=say)
    tally = Tally()
    _walk(log, tally, asked)
    say(f"tree        recomputed from {log.size} entries; every tile and the root fit")
    say("")
    say("petition      signatures    withdrawn  invalidated      counted")
    wrong: list[str] = []
    for petition in sorted(tally.countings):
        found = tally.sum_of(petition)
        numbers = (found.signed, found.withdrawn, found.invalidated, found.count)
        line = " ".join([f"{petition:<11}", *(f"{number:>12}" for number in numbers)])
        note = _compared(source, tally, petition, wrong=wrong) if compares else ""
        say(f"{line}   {note}".rstrip())
        problems = tally.miscounted[petition]
        wrong += [f"{petition}: {problem}" for problem in problems.lines()]
    _demand_rule(tally.unreadable, Problems())
    if wrong:
        raise NotProved("\n".join(["not all numbers are proved", *wrong]))
    say("")
    say(PROVES)
    say("")
    say(PROVES_NOT)
    say("")


def _compared(source: Source, tally: Tally, petition: str, *, wrong: list[str]) -> str:
    address = count_address(source.address, petition)
    if address is None:
        raise NotChecked("published numbers can be compared where SOURCE is the address of the log itself")
    try:
        published = read_published(address)
    except Missing:
        return "not published"
    found = tally.sum_of(petition)
    if published.size is None or not tally.last[petition] < published.size <= found.size:
        return f"published {published.count} for another size of the log ({published.size}): not compared"
    if published.count == found.count:
        return "as published"
    wrong.append(f"{petition}: {published.count} is published, but the log proves {found.count}")
    return f"NOT as published ({published.count})"
