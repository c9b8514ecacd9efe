"""Labels of pages by rules: ``i-viii, 1-200, [4]``. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

LONGEST_LABEL = 40
_RANGE = re.compile(
    r"(?P<before>[^\d\s]*?)(?P<first>\d+|[ivxlcdm]+|[IVXLCDM]+)\s*[-–—]\s*(?P<last>\d+|[ivxlcdm]+|[IVXLCDM]+)"
)
_UNNUMBERED = re.compile(r"\[(?P<count>\d{1,4})\]")
_STEPS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip  # a table of numerals reads better in lines than in a column


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman numerals. :raises ValueError: for another."""
    if not 1 <= number <= 3999:
        raise ValueError(number)
    found = []
    for value, sign in _STEPS:
        times, number = divmod(number, value)
        found.append(sign * times)
    return "".join(found)


def from_roman(text: str) -> int | None:
    """The number of Roman numerals in their one right form; None for anything else."""
    values = {sign: value for value, sign in _STEPS if len(sign) == 1}
    letters = [values.get(letter, 0) for letter in text.lower()]
    if not letters or 0 in letters or len(letters) > 15:
        return None
    following = [*letters[1:], 0]
    total = sum(-one if one < next_ else one for one, next_ in zip(letters, following, strict=True))
    return total if 1 <= total <= 3999 and roman(total) == text.lower() else None


def labels_of(rule: str, *, most: int) -> list[str]:
    """The labels that *rule* gives, at most *most*.

    Parts stand between commas or semicolons: ranges in arabic (``1-200``) or Roman numerals (``i-viii``,
    ``I-IV``), also with letters before (``A1-A16``); ``[4]``: four pages without a label; anything else is
    a label itself (``cover``).

    :raises Refusal: ``label_rule`` naming the part that is not understood.
    """
    found: list[str] = []
    for part in re.split(r"[,;]", rule):
        if text := part.strip():
            for label in _labels(text):
                found.append(label)
                if len(found) >= most:
                    return found
    return found


def _labels(part: str) -> Iterator[str]:
    unnumbered = _UNNUMBERED.fullmatch(part)
    if unnumbered:
        yield from [""] * int(unnumbered["count"])
        return
    match = _range_of(part)
    if match is None:
        if len(part) > LONGEST_LABEL:
            raise _not_understood(part)
        yield part
        return
    yield from _spelled(match, part)


def _range_of(part: str) -> re.Match[str] | None:
    """A range; the letters before its first number may be repeated before its last."""
    match = _RANGE.fullmatch(part)
    if match is None:
        twice = re.fullmatch(r"(?P<before>[^\d\s\-–—]+)(\d+)\s*[-–—]\s*(?P=before)(\d+)", part)
        match = _RANGE.fullmatch(f"{twice['before']}{twice[2]}-{twice[3]}") if twice else None
    return match


def _spelled(match: re.Match[str], part: str) -> Iterator[str]:
    first, last = match["first"], match["last"]
    if first.isdigit() != last.isdigit():
        raise _not_understood(part)
    start, end = (int(text[:9]) if text.isdigit() else from_roman(text) for text in (first, last))
    if start is None or end is None or end < start:
        raise _not_understood(part)
    for number in range(start, end + 1):
        text = str(number) if first.isdigit() else roman(number)
        yield match["before"] + (text.upper() if first.isupper() else text)


def _not_understood(part: str) -> Refusal:
    text = _("“%(part)s” is not understood. Write for example: cover, i-viii, 1-200, [4].")
    return Refusal(text % {"part": part[:60]}, code="label_rule", field="rule")
