"""Word boxes as few bytes: where each part of a page's text stands in its picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from shanyraq.domains.library.reading.formats.words import Box, Placed

_MOST = 0xFFFFFFFF
LONGEST = 8_000_000
"""Bytes that are unpacked at most."""


def pack(placed: Iterable[Placed]) -> bytes:
    """Beginnings, ends and boxes, deflated; nothing for no box. ``unpack`` gives the same back."""
    columns: list[list[int]] = [[] for _ in range(6)]
    for start, end, box in placed:
        for column, value in zip(columns, (start, end - start, *box), strict=True):
            column.append(min(max(value, 0), _MOST))
    if not columns[0]:
        return b""
    # by columns and as differences: neighbours are alike, so that they deflate to a third
    rows = struct.pack(f"<I{6 * len(columns[0])}I", len(columns[0]), *(v for c in columns for v in _steps(c)))
    return zlib.compress(rows, 6)


def unpack(packed: bytes | memoryview) -> list[Placed]:
    """What ``pack`` was given. :raises ValueError: for bytes that are not of ``pack``."""
    if not packed:
        return []
    try:
        rows = zlib.decompressobj().decompress(bytes(packed), LONGEST)
        (count,) = struct.unpack_from("<I", rows)
        values = struct.unpack_from(f"<{6 * count}I", rows, 4)
    except (zlib.error, struct.error) as error:
        raise ValueError("these are no packed boxes") from error
    columns = [_sums(values[place * count : (place + 1) * count]) for place in range(6)]
    return [
        Placed(start, start + length, Box(x, y, width, height))
        for start, length, x, y, width, height in zip(*columns, strict=True)
    ]


def _steps(values: list[int]) -> list[int]:
    return [(value - before) & _MOST for before, value in zip([0, *values], values, strict=False)]


def _sums(steps: tuple[int, ...]) -> list[int]:
    found, sum_ = [], 0
    for step in steps:
        sum_ = (sum_ + step) & _MOST
        found.append(sum_)
    return found


def boxes_of(placed: list[Placed], spans: Iterable[tuple[int, int]]) -> list[list[Box]]:
    """For each span of the text the boxes that it is printed in; several where it goes over a line's end."""
    return [[each.box for each in placed if each.start < end and start < each.end] for start, end in spans]
