"""What the verifier remembers of a log between two runs: its key, its last head and that head's tree."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shanyraq.kernel.merkle.notes import Verifier
from shanyraq.kernel.merkle.tree import CompactRange
from shanyraq_verify.errors import NotChecked, NotProved
from shanyraq_verify.heads import Head, open_head, parse_key

FORMAT: Final = "shanyraq-verify state v1"


@dataclass(frozen=True, slots=True)
class State:
    """The log with this *key* had this *head*; all entries up to it were checked, and *tree* holds them."""

    key: Verifier
    head: Head
    tree: CompactRange


def load_state(file: Path) -> State | None:
    """What *file* remembers; nothing, when it is not there yet.

    :raises NotChecked: when it is damaged: without it no fork would be seen, so nobody may pass over that.
    """
    try:
        content = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise NotChecked(f"the state in {file} cannot be read: {error}") from error
    try:
        return _parse(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NotProved) as error:
        raise NotChecked(f"the state in {file} is damaged: {error}") from error


def _parse(stated: dict[str, Any]) -> State:
    if stated["format"] != FORMAT:
        raise ValueError("it has another format")
    key = parse_key(stated["key"])
    head = open_head(stated["note"], key)
    tree = CompactRange(head.checkpoint.size, [bytes.fromhex(peak) for peak in stated["peaks"]])
    if tree.root() != head.checkpoint.root:
        raise ValueError("its tree does not fit its checkpoint")
    return State(key, head, tree)


def save_state(file: Path, state: State) -> None:
    """Remember *state*; whatever happens meanwhile, *file* holds the old one or the new one.

    :raises NotChecked: when it cannot be written.
    """
    stated = {
        "format": FORMAT,
        "key": str(state.key),
        "note": state.head.note,
        "peaks": [peak.hex() for peak in state.tree.peaks],
    }
    replace(file, json.dumps(stated, ensure_ascii=False, indent=1).encode() + b"\n")


def replace(file: Path, content: bytes, *, is_flushed: bool = True) -> None:
    """Write *content* aside and move it to its place, so that nobody ever sees a part of it.

    :param is_flushed: wait until it is on the disk, so that it also outlives a loss of power.

    :raises NotChecked: when it cannot be written.
    """
    aside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as opened:
            opened.write(content)
            if is_flushed:
                opened.flush()
                os.fsync(opened.fileno())
        aside.replace(file)
    except OSError as error:
        raise NotChecked(f"{file} cannot be written: {error.strerror}") from error
