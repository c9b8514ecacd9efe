"""Manuscripts: what the texts of the demonstration are written in.

A head of ``key: value`` lines, an empty line, then blocks: ``## heading``, ``---`` (an ornament), lines of
verse that begin with ``| ``, items that begin with ``- ``, and paragraphs; empty lines stand between blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from shanyraq.kernel.kazakh.scripts import Script, convert_text

TEXTS: Final = Path(__file__).resolve().parents[1] / "texts"
Kind = Literal["heading", "ornament", "verse", "item", "paragraph"]
_MARKS: Final[dict[str, Kind]] = {"## ": "heading", "| ": "verse", "- ": "item"}
_NEEDED: Final = ("title", "subtitle", "language", "script", "subject", "access")


class ManuscriptError(ValueError):
    """A manuscript that is not as it should be; the text names file and fault."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: a heading, a stanza, an item or a paragraph, or an ornament without lines."""

    kind: Kind
    lines: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text with its head. ``name`` is that of the file; ``script`` is that of the edition."""

    name: str
    title: str
    subtitle: str
    language: str
    script: str
    subject: str
    access: str
    blocks: tuple[Block, ...]
    is_epub: bool = False

    @property
    def is_right_to_left(self) -> bool:
        return self.script == "Arab"

    @property
    def bcp47(self) -> str:
        """The value of ``lang`` for the text in its script."""
        return f"kk-{self.script}" if self.language == "kk" and self.script != "Cyrl" else self.language


def read_manuscripts(folder: Path = TEXTS) -> list[Manuscript]:
    """All manuscripts of a folder, by name, in the scripts that they are for."""
    return [in_its_script(parse(path.stem, path.read_text("utf-8"))) for path in sorted(folder.glob("*.md"))]


def parse(name: str, written: str) -> Manuscript:
    """:raises ManuscriptError: when the head lacks something or there is no text."""
    head, _gap, body = written.strip().partition("\n\n")
    values = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [key for key in _NEEDED if not values.get(key)]
    if missing:
        raise ManuscriptError(f"{name}: the head lacks {', '.join(missing)}")
    blocks = tuple(_blocks(body))
    if not blocks:
        raise ManuscriptError(f"{name}: there is no text")
    return Manuscript(
        name=name,
        **{key: values[key] for key in _NEEDED},
        blocks=blocks,
        is_epub=values.get("epub") == "yes",
    )


def _blocks(body: str) -> Iterator[Block]:
    for part in body.split("\n\n"):
        lines = [line.strip() for line in part.strip().splitlines() if line.strip()]
        if not lines:
            continue
        if lines == ["---"]:
            yield Block("ornament")
        elif lines[0].startswith("- "):
            yield from (Block("item", (line.removeprefix("- "),)) for line in lines)
        else:
            mark = next((mark for mark in _MARKS if lines[0].startswith(mark)), "")
            yield Block(_MARKS.get(mark, "paragraph"), tuple(line.removeprefix(mark) for line in lines))


def in_its_script(manuscript: Manuscript) -> Manuscript:
    """Kazakh texts for Latin and Arabic letters, converted from Cyrillic by the kernel's rules."""
    if manuscript.language != "kk" or manuscript.script == "Cyrl":
        return manuscript
    script = Script(manuscript.script.lower())
    blocks = tuple(
        Block(block.kind, tuple(convert_text(line, script) for line in block.lines))
        for block in manuscript.blocks
    )
    return Manuscript(
        name=manuscript.name,
        title=convert_text(manuscript.title, script),
        subtitle=convert_text(manuscript.subtitle, script),
        language=manuscript.language,
        script=manuscript.script,
        subject=manuscript.subject,
        access=manuscript.access,
        blocks=blocks,
        is_epub=manuscript.is_epub,
    )
