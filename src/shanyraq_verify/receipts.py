"""A signer's receipt: opens the commitment of one signature, for the signer alone.

The platform writes receipts with :class:`Receipt`; the form is described in ``docs/verify.md``. Without the
receipt nobody learns territory and hour of a signature from the log; with it nobody learns who signed.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

from shanyraq.kernel.merkle.entries import canonical
from shanyraq.kernel.merkle.proofs import ProofFailed, inclusion_proof, verify_inclusion
from shanyraq.kernel.merkle.tiles import TileHashes
from shanyraq.kernel.merkle.tree import leaf_hash
from shanyraq_verify.checking import Asked, Log, Say, open_log
from shanyraq_verify.errors import NotChecked, NotProved
from shanyraq_verify.heads import demand_growth, open_head
from shanyraq_verify.petitions import EntryError, commitment, signature_entry
from shanyraq_verify.recounting import Tally
from shanyraq_verify.sources import LONGEST_TEXT, Source, read_tile
from shanyraq_verify.walking import Walk

FORMAT: Final = "shanyraq receipt v1"
_SALT: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a signer is given. *salt* and *leaf_hash* are hexadecimal.

    *index* (the number of the entry) and *checkpoint* (a signed note that covers it) are not known in the
    first seconds after signing: then both are None.
    """

    petition: str
    nullifier: str
    territory: str
    bucket: str
    salt: str
    leaf_hash: str
    index: int | None = None
    checkpoint: str | None = None

    def entry(self) -> dict[str, Any]:
        """The entry of the signature, made anew from what the receipt opens.

        :raises ValueError: when a part of it is not written as it must be.
        """
        if not _SALT.fullmatch(self.salt):
            raise EntryError("the salt of a receipt is 32 hexadecimal digits")
        hidden = commitment(
            salt=bytes.fromhex(self.salt),
            petition=self.petition,
            nullifier=self.nullifier,
            territory=self.territory,
            bucket=self.bucket,
        )
        return signature_entry(petition=self.petition, nullifier=self.nullifier, commitment=hidden)

    def text(self) -> str:
        """The file that the signer keeps."""
        return (
            json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1, sort_keys=True)
            + "\n"
        )

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Read a receipt.

        :raises ValueError: when it is none.
        """
        try:
            stated = json.loads(text)
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error
        if not isinstance(stated, dict) or stated.pop("format", None) != FORMAT:
            raise ValueError(f"it does not have the format {FORMAT!r}")
        texts = ("petition", "nullifier", "territory", "bucket", "salt", "leaf_hash")
        if stated.keys() != {*texts, "index", "checkpoint"}:
            raise ValueError("it does not have the parts of a receipt")
        if not all(isinstance(stated[name], str) for name in texts):
            raise ValueError("a part of it is no text")
        _check_place(stated["index"], stated["checkpoint"])
        return cls(**stated)


def _check_place(index: Any, checkpoint: Any) -> None:
    if index is None and checkpoint is None:
        return
    if type(index) is not int or index < 0 or not isinstance(checkpoint, str):
        raise ValueError("index and checkpoint are both there, or both null")


def read_receipt(file: Path) -> Receipt:
    """The receipt in *file*.

    :raises NotChecked: when there is none.
    """
    try:
        with file.open("rb") as opened:
            return Receipt.parse(opened.read(LONGEST_TEXT))
    except OSError as error:
        raise NotChecked(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise NotChecked(f"{file} is no receipt: {error}") from error


def check_receipt(receipt: Receipt, source: Source, asked: Asked, *, whole: bool, say: Say) -> None:
    """See that the signature of *receipt* stands in the log; with *whole*, also that it still counts.

    :raises NotProved: when it does not.
    :raises NotChecked: when something cannot be read.
    """
    leaf = _leaf_of(receipt)
    say("commitment  the receipt opens it: petition, signer, territory and hour are those of the entry")
    log = open_log(source, asked, say)
    if receipt.index is not None and receipt.checkpoint is not None:
        _find_at(receipt.index, leaf, receipt.checkpoint, log=log, say=say)
    elif not whole:
        raise NotChecked("the receipt was given out before the entry had its place; look for it with --whole")
    if whole:
        _follow(receipt, leaf, log, say=say)
    else:
        say("not read    whether it was withdrawn or invalidated later: --whole reads the log to its end")


def _leaf_of(receipt: Receipt) -> bytes:
    try:
        leaf = leaf_hash(canonical(receipt.entry()))
    except ValueError as error:
        raise NotProved(f"the receipt opens nothing: {error}") from error
    if leaf.hex() != receipt.leaf_hash:
        raise NotProved("the receipt contradicts itself: what it opens has another leaf hash than it names")
    return leaf


def _find_at(index: int, leaf: bytes, note: str, *, log: Log, say: Say) -> None:
    promised = open_head(note, log.key)
    if index >= promised.checkpoint.size:
        raise NotProved("the checkpoint of the receipt does not cover its entry")
    if promised.checkpoint.size > log.size:
        raise NotProved(
            f"the log has {log.size} entries, but had signed {promised.checkpoint.size} on the receipt: "
            "entries were taken back, or this copy is old"
        )
    demand_growth(log.source, promised, log.head)
    size, root = log.size, log.head.checkpoint.root
    try:
        proof = inclusion_proof(index, size, TileHashes(size, lambda tile: read_tile(log.source, tile)))
        verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=root)
    except (ProofFailed, ValueError) as error:
        raise NotProved(f"the signature is not entry {index} of the log: {error}") from error
    say(f"inclusion   the signature is entry {index} of {size}; and the log only grew since the receipt")


def _follow(receipt: Receipt, leaf: bytes, log: Log, *, say: Say) -> None:
    tally, place = Tally(receipt.petition), None
    walk = Walk(log.source, log.head.checkpoint)
    for batch in walk.batches():
        if place is None and leaf in batch.leaves:
            place = batch.first + batch.leaves.index(leaf)
        tally.take(batch)
    if place is None:
        raise NotProved("the signature is not in the log")
    say(f"whole log   read; the signature is entry {place}")
    counting = tally.countings[receipt.petition]
    signer = bytes.fromhex(receipt.nullifier)
    if counting.signature_of(signer) != leaf:
        state = (
            "was invalidated" if counting.standing(signer) == "invalidated" else "was withdrawn or replaced"
        )
        raise NotProved(f"the signature is in the log, but it {state} by a later entry")
    say("counts      no later entry withdraws or invalidates it")
