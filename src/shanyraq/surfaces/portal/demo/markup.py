"""The small markup of the demonstration's texts as blocks of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Block = dict[str, Any]

_MARKS = {
    "## ": "heading",
    "- ": "list",
    "> ": "quote",
    "! ": "facts",
    "@ ": "timeline",
    "+ ": "placed",
}
_LINK = re.compile(r"(?<![\w/])(https?://[^\s<>\"'«»()]+[^\s<>\"'«»().,;:!?])")


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    return next((kind for mark, kind in _MARKS.items() if line.startswith(mark)), "paragraph")


def _pair(line: str) -> tuple[str, str]:
    """``left | right``; without a bar the right side is empty."""
    left, _bar, right = line.partition("|")
    return left.strip(), right.strip()


def _inline(text: str, *, links: bool) -> str:
    safe = escape(text, quote=False)
    return _LINK.sub(r'<a href="\1">\1</a>', safe) if links else safe


class _Ids:
    """Names for blocks that are the same in all languages and at every run."""

    def __init__(self, slug: str) -> None:
        self.slug, self.number = slug, 0

    def next(self) -> str:
        self.number += 1
        return str(uuid5(NAMESPACE_URL, f"demo:{self.slug}:{self.number}"))


def blocks_of(
    text: str, *, slug: str, links: bool = True, placed: Mapping[str, Block | None] | None = None
) -> list[Block]:
    """The raw blocks of a ``StreamField`` for a text in the demonstration's markup.

    Paragraphs and lists between two other blocks make one block of text. Block ids depend on the slug and the
    position alone, so a translation corresponds to its original block by block.

    ``+ name`` puts in the block of that name among ``placed`` (type and value; ``None`` leaves it out).
    Raises ``KeyError`` for a name that is not there.
    """
    ids = _Ids(slug)
    found = _blocks(text.strip().splitlines(), ids, links=links)
    return [shown for block in found if (shown := _in_place(block, placed or {}, ids)) is not None]


def _in_place(block: Block, placed: Mapping[str, Block | None], ids: _Ids) -> Block | None:
    if block["type"] != "placed":
        return block
    known = placed[block["value"]]
    if known is None:
        return None
    value = {
        name: _named(part, ids) if isinstance(part, list) else part for name, part in known["value"].items()
    }
    return {"type": known["type"], "value": value, "id": block["id"]}


def _named(values: list[Any], ids: _Ids) -> list[Block]:
    return [{"type": "item", "value": value, "id": ids.next()} for value in values]


def _blocks(lines: list[str], ids: _Ids, *, links: bool) -> Iterator[Block]:
    running: list[str] = []
    for kind, group in groupby((line.rstrip() for line in lines), key=_kind):
        run = list(group)
        if kind in {"paragraph", "list"}:
            running.append(_paragraph(run, links=links) if kind == "paragraph" else _list(run, links=links))
        elif kind != "blank":
            yield from _flush(running, ids)
            yield from _other(kind, [line[_mark_length(kind) :] for line in run], ids)
    yield from _flush(running, ids)


def _mark_length(kind: str) -> int:
    return next(len(mark) for mark, name in _MARKS.items() if name == kind)


def _paragraph(run: list[str], *, links: bool) -> str:
    return f"<p>{_inline(' '.join(line.strip() for line in run), links=links)}</p>"


def _list(run: list[str], *, links: bool) -> str:
    items = "".join(f"<li>{_inline(line[2:].strip(), links=links)}</li>" for line in run)
    return f"<ul>{items}</ul>"


def _flush(running: list[str], ids: _Ids) -> Iterator[Block]:
    if running:
        yield {"type": "text", "value": "".join(running), "id": ids.next()}
        running.clear()


def _rows(run: list[str], names: tuple[str, str], ids: _Ids) -> list[Block]:
    return [
        {"type": "item", "value": dict(zip(names, _pair(line), strict=True)), "id": ids.next()}
        for line in run
    ]


def _other(kind: str, run: list[str], ids: _Ids) -> Iterator[Block]:
    """Blocks of whole lines: a heading, a quote or a placed one a line, facts and moments gathered."""
    if kind in {"heading", "placed"}:
        for line in run:
            yield {"type": kind, "value": line.strip(), "id": ids.next()}
    elif kind == "quote":
        for line in run:
            quote, attribution = _pair(line)
            yield {"type": "quote", "value": {"quote": quote, "attribution": attribution}, "id": ids.next()}
    elif kind == "facts":
        value = {"title": "", "facts": _rows(run, ("fact", "value"), ids)}
        yield {"type": "facts", "value": value, "id": ids.next()}
    else:
        value = {"title": "", "moments": _rows(run, ("when", "text"), ids)}
        yield {"type": "timeline", "value": value, "id": ids.next()}
