"""Entries a second with which the verifier checks and recounts a log, on one core.

    python benchmarks/log_verifying.py [ENTRIES]

A log of signatures is made in a folder; its files are in the system's cache when they are read.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import described
from shanyraq.kernel.merkle.entries import canonical
from shanyraq.kernel.merkle.notes import Checkpoint, Note, NoteSignature, Verifier
from shanyraq.kernel.merkle.tiles import HIGHEST_LEVEL, WIDTH, Tile, pack_entries
from shanyraq.kernel.merkle.tree import CompactRange, leaf_hash, root_of
from shanyraq_verify.command import PROVED
from shanyraq_verify.command import main as verify
from shanyraq_verify.signing import Secret, sign

ENTRIES = 1_000_000
PETITION = "abcdefgh01"
ORIGIN = "culture.example/logs/petitions"


def _entry(number: int) -> bytes:
    name = sha256(number.to_bytes(8, "big")).hexdigest()
    entry = {"commitment": name[::-1], "kind": "signature", "nullifier": name, "petition": PETITION}
    return canonical(entry)


def _write(folder: Path, tile: Tile, content: bytes) -> None:
    file = folder / tile.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def make_log(folder: Path, entries: int) -> None:
    """Write the files of a log of so many signatures."""
    tree, above = CompactRange(), []
    for first in range(0, entries, WIDTH):
        bodies = [_entry(number) for number in range(first, min(first + WIDTH, entries))]
        leaves = [leaf_hash(body) for body in bodies]
        tree.extend(leaves)
        if len(bodies) == WIDTH:
            above.append(root_of(leaves))
        _write(folder, Tile(-1, first // WIDTH, len(bodies)), pack_entries(bodies))
        _write(folder, Tile(0, first // WIDTH, len(bodies)), b"".join(leaves))
    for level in range(1, HIGHEST_LEVEL):
        groups = [above[first : first + WIDTH] for first in range(0, len(above), WIDTH)]
        for number, hashes in enumerate(groups):
            _write(folder, Tile(level, number, len(hashes)), b"".join(hashes))
        above = [root_of(hashes) for hashes in groups if len(hashes) == WIDTH]
    key = Verifier(ORIGIN, Secret(ORIGIN, b"s" * 32).verifier.public_key)
    text = Checkpoint(ORIGIN, tree.size, tree.root()).text
    note = Note(text, (NoteSignature(ORIGIN, key.key_id, sign(b"s" * 32, text.encode())),))
    (folder / "checkpoint").write_text(str(note), encoding="utf-8")
    (folder / "key").write_text(f"{key}\n", encoding="utf-8")


def main() -> None:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as name:
        make_log(Path(name), entries)
        for command in (["check", name], ["recount", name, PETITION, "--published", str(entries)]):
            wall, processor = time.perf_counter(), time.process_time()
            assert verify(command) == PROVED, "the log must be proved"
            wall, processor = time.perf_counter() - wall, time.process_time() - processor
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            speed = f"{entries / processor:,.0f} a second of processor"
            print(f"{command[0]}: {entries} entries, {wall:.1f} s, {speed}, at most {peak:.0f} MB")
    print(described("one process"))


if __name__ == "__main__":
    main()
