"""Logs for tests: built in memory, written as the files of a log, served over HTTP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from shanyraq.kernel.merkle.entries import canonical
from shanyraq.kernel.merkle.notes import Checkpoint, Note, NoteSignature, Verifier
from shanyraq.kernel.merkle.tiles import WIDTH, pack_entries, tiles_between
from shanyraq.kernel.merkle.tree import leaf_hash, root_of
from shanyraq_verify import petitions
from shanyraq_verify.receipts import Receipt
from shanyraq_verify.signing import Secret, sign

ORIGIN = "culture.example/logs/petitions"
PETITION = "abcdefgh01"
OTHER = "zyxwvuts98"
KEY = b"k" * 32


class BuiltLog:
    """A log that signs with the key of *seed*."""

    def __init__(self, entries: Sequence[bytes] = (), origin: str = ORIGIN, seed: bytes = b"s" * 32) -> None:
        self.entries = list(entries)
        self._seed = seed
        secret = Secret(origin, seed)
        self.key = Verifier(origin, secret.verifier.public_key)

    def add(self, entry: dict[str, Any]) -> bytes:
        """Append an entry; its leaf hash."""
        self.entries.append(canonical(entry))
        return leaf_hash(self.entries[-1])

    def sign_petition(self, number: int, petition: str = PETITION, salt: int = 0) -> Receipt:
        """Append the signature of person *number*; the receipt, as if it were the last entry."""
        parts = {
            "petition": petition,
            "nullifier": petitions.nullifier(KEY, f"{number:012}"),
            "territory": "750000000",
            "bucket": "2026-11-26T07",
        }
        secret = (number * 1000 + salt).to_bytes(16, "big")
        entry = petitions.signature_entry(
            petition=petition,
            nullifier=parts["nullifier"],
            commitment=petitions.commitment(salt=secret, **parts),
        )
        leaf = self.add(entry)
        return Receipt(
            **parts,
            salt=secret.hex(),
            leaf_hash=leaf.hex(),
            index=len(self.entries) - 1,
            checkpoint=self.note(),
        )

    def withdraw(self, receipt: Receipt) -> bytes:
        return self.add(
            petitions.withdrawal_entry(
                petition=receipt.petition, nullifier=receipt.nullifier, signature=receipt.leaf_hash
            )
        )

    def invalidate(self, receipt: Receipt, after: bytes | None = None) -> bytes:
        return self.add(
            petitions.invalidation_entry(
                petition=receipt.petition,
                nullifier=receipt.nullifier,
                signature=receipt.leaf_hash,
                reason="burst",
                after=after.hex() if after else None,
            )
        )

    def reinstate(self, receipt: Receipt, invalidation: bytes) -> bytes:
        return self.add(
            petitions.reinstatement_entry(
                petition=receipt.petition,
                nullifier=receipt.nullifier,
                invalidation=invalidation.hex(),
                reason="appeal",
            )
        )

    def note(self, witnesses: Sequence[Secret] = (), at: int = 1_800_000_000) -> str:
        """The signed checkpoint of all entries."""
        root = root_of([leaf_hash(entry) for entry in self.entries])
        text = Checkpoint(self.key.name, len(self.entries), root).text
        own = NoteSignature(self.key.name, self.key.key_id, sign(self._seed, text.encode()))
        return str(Note(text, (own, *(witness.cosign(text, at) for witness in witnesses))))

    def write(self, folder: Path, earlier: int = 0, witnesses: Sequence[Secret] = ()) -> Path:
        """Write the files that came since *earlier* entries; the folder."""
        levels = [[leaf_hash(entry) for entry in self.entries]]
        while len(levels[-1]) >= WIDTH:
            below = levels[-1]
            ends = range(WIDTH, len(below) + 1, WIDTH)
            levels.append([root_of(below[end - WIDTH : end]) for end in ends])
        for tile in tiles_between(earlier, len(self.entries)):
            begin = tile.number * WIDTH
            held = slice(begin, begin + tile.width)
            file = folder / tile.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(
                pack_entries(self.entries[held]) if tile.level < 0 else b"".join(levels[tile.level][held])
            )
        (folder / "key").write_text(f"{self.key}\n", encoding="utf-8")
        (folder / "checkpoint").write_text(self.note(witnesses), encoding="utf-8")
        return folder


def of_signatures(number: int, petition: str = PETITION) -> BuiltLog:
    """A log of so many signatures of one petition."""
    log = BuiltLog()
    text = "0" * 64
    for signer in range(number):
        log.add(petitions.signature_entry(petition=petition, nullifier=f"{signer:064x}", commitment=text))
    return log


class Handler(SimpleHTTPRequestHandler):
    """Serves files, keeps connections open, takes cosignatures, and says nothing."""

    protocol_version = "HTTP/1.1"
    posted: list[tuple[str, bytes]]

    def log_message(self, *arguments: Any) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).posted.append((self.path, body))
        self.send_response(204)
        self.end_headers()


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[tuple[str, type[Handler]]]:
    """The address of *folder*, and the handler that notes what was posted."""
    own = type("OwnHandler", (handler,), {"posted": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(own, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", own
    finally:
        server.shutdown()
        server.server_close()
