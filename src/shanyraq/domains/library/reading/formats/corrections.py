"""A line's words typed anew: each keeps the box it was printed in; added ones share the room of old ones."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from shanyraq.domains.library.reading.formats.words import (
    MOST_WORDS,
    Box,
    Line,
    PageWords,
    Word,
    around,
    clean,
)

LONGEST_LINE = 2_000
Texts = Sequence[Sequence[str]]


def lines_as_text(page: PageWords) -> list[list[str]]:
    """Each line of each block as it is printed, its words with one space between."""
    return [[" ".join(word.text for word in line.words) for line in block] for block in page.blocks]


def corrected(page: PageWords, texts: Texts) -> PageWords:
    """The page with each line's text from *texts*, which has the shape of ``lines_as_text``.

    Words that are the same keep box and confidence; typed ones have no confidence. Lines without text go.

    :raises ValueError: for another shape, or more words than a page may have.
    """
    blocks = []
    for block, typed in zip(page.blocks, texts, strict=True):
        lines = [retyped(line, text) for line, text in zip(block, typed, strict=True)]
        if kept := tuple(line for line in lines if line.words):
            blocks.append(kept)
    found = PageWords(page.width, page.height, tuple(blocks), page.languages)
    if sum(1 for _word in found.words) > MOST_WORDS:
        raise ValueError("too many words")
    return found


def retyped(line: Line, text: str) -> Line:
    """The line with other words in its boxes."""
    typed = clean(text[:LONGEST_LINE]).split()
    printed = [word.text for word in line.words]
    if typed == printed:
        return line
    words: list[Word] = []
    for old, new in _changes(printed, typed):
        words += _placed(line.words[old.start : old.stop], typed[new.start : new.stop])
    return Line(tuple(words))


def _changes(printed: list[str], typed: list[str]) -> list[tuple[range, range]]:
    """Runs of words that stand for each other. Added words take a neighbour along, to share its room."""
    found: list[tuple[range, range]] = []
    matcher = SequenceMatcher(None, printed, typed, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(range(old_from, old_to), range(new_from, new_to), strict=True)
            found += [(range(old, old + 1), range(new, new + 1)) for old, new in pairs]
        elif kind == "insert" and found:
            old, new = found.pop()
            found.append((old, range(new.start, new_to)))
        else:
            found.append((range(old_from, old_to), range(new_from, new_to)))
    return _with_room(found)


def _with_room(runs: list[tuple[range, range]]) -> list[tuple[range, range]]:
    """Words typed before the first printed one share its room."""
    if len(runs) > 1 and not runs[0][0]:
        first, second, *others = runs
        return [(second[0], range(first[1].start, second[1].stop)), *others]
    return runs


def _placed(words: Sequence[Word], typed: Sequence[str]) -> list[Word]:
    if [word.text for word in words] == list(typed):
        return list(words)
    if len(words) == len(typed):
        return [Word(text, word.box) for word, text in zip(words, typed, strict=True)]
    boxes = shares(around(word.box for word in words), typed, is_rtl=_runs_left(words, typed))
    return [Word(text, box) for text, box in zip(typed, boxes, strict=True)]


def _runs_left(words: Sequence[Word], typed: Sequence[str]) -> bool:
    """Whether the line runs from right to left: by its boxes, else by its letters."""
    if len(words) > 1:
        return words[0].box.x > words[-1].box.x
    return any("\u0590" <= letter <= "\u08ff" for text in typed for letter in text)


def shares(room: Box, texts: Sequence[str], *, is_rtl: bool = False) -> list[Box]:
    """Parts of *room* as wide as each text has letters, with a letter's width between them."""
    total = sum(map(len, texts)) + max(0, len(texts) - 1)
    boxes, at = [], 0
    for text in texts:
        start, end = round(room.width * at / total), round(room.width * (at + len(text)) / total)
        left = room.width - end if is_rtl else start
        boxes.append(Box(room.x + left, room.y, max(1, end - start), room.height))
        at += len(text) + 1
    return boxes
