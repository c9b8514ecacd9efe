"""The ornaments of covers: drawn around (0, 0), in one colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_HORN: Final = "M0-6C4-46 40-60 54-36C64-16 46 4 28-4C16-10 20-26 32-22"


def _stroke(path: str, colour: str, width: float) -> str:
    line = f'stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{path}" fill="none" {line}/>'


def horns(colour: str) -> str:
    """Qoshqar müiiz, a pair of ram's horns."""
    one = _stroke(_HORN, colour, 9)
    return f'{one}<g transform="scale(-1 1)">{one}</g><path d="M0-4L9 12L0 30L-9 12Z" fill="{colour}"/>'


def cross(colour: str) -> str:
    """Four pairs of horns: the figure of a felt carpet."""
    arms = "".join(
        f'<g transform="rotate({turn}) translate(0-34)">{horns(colour)}</g>' for turn in (0, 90, 180, 270)
    )
    return f'{arms}<path d="M0-16L16 0L0 16L-16 0Z" fill="{colour}"/>'


def sun(colour: str) -> str:
    """A sun with rays, as on the rocks of Tanbaly."""
    rays = "".join(
        f'<path d="M0-58L7-84L0-104L-7-84Z" fill="{colour}" transform="rotate({turn})"/>'
        for turn in range(0, 360, 30)
    )
    ring = f'<circle r="42" fill="none" stroke="{colour}" stroke-width="8"/><circle r="20" fill="{colour}"/>'
    return ring + rays


def wave(colour: str) -> str:
    """Three running waves."""
    line = "M-104 0c26-34 52-34 52 0s26 34 52 0s26-34 52 0s26 34 52 0"
    return "".join(
        f'<g transform="translate(0 {step})">{_stroke(line, colour, 9)}</g>' for step in (-38, 0, 38)
    )


def beak(colour: str) -> str:
    """The bird's beak: hooked triangles in a ring."""
    return (
        "".join(
            f'<path d="M0-98C30-92 44-64 30-40C34-58 22-70 0-70C-22-70-34-58-30-40C-44-64-30-92 0-98Z" '
            f'fill="{colour}" transform="rotate({turn})"/>'
            for turn in (0, 90, 180, 270)
        )
        + f'<circle r="16" fill="{colour}"/>'
    )


def staves(colour: str) -> str:
    """Five lines with notes, for scores and recordings."""
    lines = "".join(_stroke(f"M-104 {y}H104", colour, 4) for y in (-40, -20, 0, 20, 40))
    notes = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="13" ry="10" fill="{colour}" transform="rotate(-18 {x} {y})"/>'
        f'<path d="M{x + 11} {y - 3}V{y - 58}" stroke="{colour}" stroke-width="5"/>'
        for x, y in ((-66, 30), (-14, 10), (42, 20), (84, -10))
    )
    return lines + notes


def hills(colour: str) -> str:
    """Contour lines, for maps."""
    found = []
    for size in (28, 54, 80, 104):
        over = f"C{-size}-{size * 0.9:.0f} {size}-{size * 1.1:.0f} {size} 6"
        found.append(_stroke(f"M{-size} 10{over}S{-size} {size} {-size} 10Z", colour, 5))
    return "".join(found)


def weave(colour: str) -> str:
    """A woven reed screen, for serials: one stripe after the other."""
    return "".join(
        f'<path d="M{-104 + step * 26} {60 if step % 2 else 84}V{-60 if step % 2 else -84}" '
        f'stroke="{colour}" stroke-width="11" stroke-linecap="round"/>'
        for step in range(9)
    )


OF_KINDS: Final[dict[str, Callable[[str], str]]] = {
    "serial": weave,
    "score": staves,
    "sound": staves,
    "map": hills,
    "video": sun,
}
OF_BOOKS: Final = (cross, horns, sun, wave, beak)
