"""The few SVG marks every drawing is made of: paths, felt patches with a stitched edge, strokes.

Points are (x, y) pairs in the units of the drawing; y grows downwards, as in SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Point = tuple[float, float]


def number(value: float) -> str:
    """Write a number as short as a path needs it (one decimal, no trailing zero)."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def polyline(points: Iterable[Point], *, closed: bool = True) -> str:
    """Return path data joining the points by straight lines."""
    body = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{body}" + ("Z" if closed else "")


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return path data of a soft curve through the points (Catmull-Rom as cubic curves)."""
    count = len(points)
    data = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for index in range(count if closed else count - 1):
        before, start, end, after = (_at(points, index + step, closed=closed) for step in (-1, 0, 1, 2))
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        numbers = " ".join(number(value) for pair in (first, second, end) for value in pair)
        data.append(f"C{numbers}")
    return "".join(data) + ("Z" if closed else "")


def _at(points: Sequence[Point], index: int, *, closed: bool) -> Point:
    if closed:
        return points[index % len(points)]
    return points[min(max(index, 0), len(points) - 1)]


def box(left: float, top: float, width: float, height: float) -> str:
    """Return path data of a rectangle."""
    return polyline([(left, top), (left + width, top), (left + width, top + height), (left, top + height)])


def disc(x: float, y: float, radius: float) -> str:
    """Return path data of a circle."""
    r, start = number(radius), f"M{number(x - radius)} {number(y)}"
    return f"{start}a{r} {r} 0 1 0 {number(2 * radius)} 0a{r} {r} 0 1 0 {number(-2 * radius)} 0Z"


def arch(left: float, width: float, height: float, *, base: float = 0.0) -> str:
    """Return path data of a pointed arch (a door or niche) standing on `base`, its tip `height` above."""
    right, middle, spring = left + width, left + width / 2, base - height * 0.58
    top = base - height
    return (
        f"M{number(left)} {number(base)}V{number(spring)}"
        f"Q{number(left + width * 0.04)} {number(top + height * 0.14)} {number(middle)} {number(top)}"
        f"Q{number(right - width * 0.04)} {number(top + height * 0.14)} {number(right)} {number(spring)}"
        f"V{number(base)}Z"
    )


def fill(data: str, colour: str, *, opacity: float = 1.0) -> str:
    """Return a filled path without an edge."""
    faint = "" if opacity >= 1 else f' fill-opacity="{opacity:.2f}"'
    return f'<path d="{data}" fill="{colour}"{faint}/>'


def stroke(data: str, colour: str, width: float, *, opacity: float = 1.0, dash: str = "") -> str:
    """Return a drawn line with round ends; `dash` as in stroke-dasharray makes it a row of stitches."""
    faint = "" if opacity >= 1 else f' stroke-opacity="{opacity:.2f}"'
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{number(width)}"'
        f' stroke-linecap="round" stroke-linejoin="round"{faint}{broken}/>'
    )


def patch(data: str, colour: str, *, edge: str, shadow: str, stitch: float = 2.0) -> str:
    """Return a felt patch: a soft shadow, the cloth, and a stitched edge in a tone of its own."""
    lift = f'<path d="{data}" fill="{shadow}" fill-opacity="0.22" transform="translate(4 5)"/>'
    seam = stroke(data, edge, stitch, opacity=0.55, dash="7 6")
    return lift + fill(data, colour) + seam


def group(parts: Iterable[str], *, transform: str = "", opacity: float = 1.0) -> str:
    """Return the parts as one group, moved and faded together."""
    moved = f' transform="{transform}"' if transform else ""
    faint = "" if opacity >= 1 else f' opacity="{opacity:.2f}"'
    return f"<g{moved}{faint}>{''.join(parts)}</g>"


def mirrored(parts: str) -> str:
    """Return the drawing together with its mirror image across x = 0."""
    return parts + f'<g transform="scale(-1 1)">{parts}</g>'
