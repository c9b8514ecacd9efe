"""A procedure as a drawing: its states one below another, each step an arc from where to where.

Made of the table that the platform follows, like the list of the page; words and arcs change sides with the
direction of the language. Colours and strokes are the style sheet's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString

from shanyraq.kernel.workflow import Workflow

ROW: Final = 44
"""Height of a state, in units of the drawing, which are pixels at full size."""

WORDS: Final = 340
SPREAD: Final = 17
"""How far an arc reaches out for each state that it passes."""

ROOM: Final = 24
DOT: Final = 6
LETTER_RISE: Final = 5


@dataclass(frozen=True, slots=True)
class _Arc:
    """From row to row; ``title`` names the steps that lead this way."""

    begin: int
    end: int
    title: str

    @property
    def reach(self) -> int:
        return abs(self.end - self.begin)


def drawing(workflow: Workflow, *, right_to_left: bool = False) -> SafeString:
    """The SVG, in the language that is active. Hidden from assistive technology: the list says the same."""
    arcs = list(_arcs(workflow))
    depth = max((arc.reach for arc in arcs), default=1) * SPREAD * 3 // 4 + 2 * ROOM
    width, height = depth + WORDS, len(workflow.state_names) * ROW
    way = _Way(depth, width, right_to_left)
    parts = [way.arc(arc) for arc in sorted(arcs, key=lambda arc: -arc.reach)]
    parts += [
        way.state(row, str(workflow.label(name)), is_last=name in workflow.final_states)
        for row, name in enumerate(workflow.state_names)
    ]
    head = f'<svg class="arcs" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return SafeString(f'{head} aria-hidden="true" focusable="false">{"".join(parts)}</svg>')


def _arcs(workflow: Workflow) -> Iterator[_Arc]:
    """One for each pair of states with a step between them."""
    rows = {name: row for row, name in enumerate(workflow.state_names)}
    found: dict[tuple[int, int], list[str]] = {}
    for name, row in rows.items():
        for move in workflow.moves_from(name):
            found.setdefault((row, rows[str(move.target)]), []).append(str(move.label))
    for (begin, end), titles in found.items():
        yield _Arc(begin, end, " · ".join(titles))


@dataclass(frozen=True, slots=True)
class _Way:
    """Where things stand: the line of states is ``depth`` from the edge where the language begins."""

    depth: int
    width: int
    right_to_left: bool

    def x(self, place: int) -> int:
        return self.width - place if self.right_to_left else place

    def arc(self, arc: _Arc) -> str:
        """Down in a full line, back up in a broken one, with a point at its end."""
        begin, end = self._y(arc.begin), self._y(arc.end)
        is_back = arc.end < arc.begin
        out = self.x(self.depth - arc.reach * SPREAD - ROOM * is_back)
        start, kind = self.x(self.depth), "arcs__way arcs__way--back" if is_back else "arcs__way"
        line = f"M{start} {begin}C{out} {begin} {out} {end} {self.x(self.depth - DOT)} {end}"
        side = self.x(self.depth - DOT - 8)
        point = f"M{side} {end - 4}L{self.x(self.depth - DOT)} {end}L{side} {end + 4}"
        title = f"<title>{escape(arc.title)}</title>"
        return f'<g class="{kind}">{title}<path d="{line}"/><path class="arcs__point" d="{point}"/></g>'

    def state(self, row: int, label: str, *, is_last: bool) -> str:
        """A dot with its words beside it."""
        kind = "arcs__state arcs__state--last" if is_last else "arcs__state"
        y, x = self._y(row), self.x(self.depth + DOT + 12)
        dot = f'<circle cx="{self.x(self.depth)}" cy="{y}" r="{DOT}"/>'
        return f'<g class="{kind}">{dot}<text x="{x}" y="{y + LETTER_RISE}">{escape(label)}</text></g>'

    def _y(self, row: int) -> int:
        return row * ROW + ROW // 2
