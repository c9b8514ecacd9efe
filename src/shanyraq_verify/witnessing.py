"""Being a witness: check what a log added since the last time, then vouch for its head, and tell the log."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from shanyraq.kernel.merkle.notes import Note
from shanyraq_verify.checking import Asked, Log, Say, check
from shanyraq_verify.errors import NotChecked
from shanyraq_verify.signing import Secret
from shanyraq_verify.sources import Source
from shanyraq_verify.state import replace as write_whole
from shanyraq_verify.web import WebSource

_LONGEST_ANSWER: Final = 65_536


def witness(source: Source, secret: Secret, asked: Asked, *, out: Path | None, say: Say) -> None:
    """Check the log since the remembered head, remember the new one, and only then cosign it.

    The state is written before the signature leaves this machine: whatever happens in between, this witness
    never vouches for two heads of which neither begins with the other.

    :param out: a file for the cosigned note; nothing: it is posted to ``witnesses`` of the log.
    :raises NotProved: when the log did not only grow; then nothing is signed.
    :raises NotChecked: when something cannot be read, or the log does not take the cosignature.
    """
    if asked.state is None:
        raise NotChecked("a witness needs a state: without its memory it could vouch for a fork")
    log = check(source, asked, say)
    body = cosigned(log, secret, int(time.time()))
    say(f"cosigned    as {secret.verifier}")
    if out is not None:
        write_whole(out, body.encode())
        say(f"written     {out}")
        return
    if not isinstance(source, WebSource):
        raise NotChecked("a folder takes no cosignature; write it to a file with --out")
    source.post("witnesses", body.encode(), _LONGEST_ANSWER)
    say(f"posted      {source.address}/witnesses")


def cosigned(log: Log, secret: Secret, at: int) -> str:
    """The head of *log* as a signed note with one signature: that of the witness, made *at*."""
    note = Note.parse(log.head.note)
    return str(replace(note, signatures=(secret.cosign(note.text, at),)))
