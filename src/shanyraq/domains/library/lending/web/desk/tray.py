"""What lies on a desk between two scans: the reader's card, the last lines, the step that can be undone.

It is kept in the librarian's session, a short while and for one branch only.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.http import HttpRequest

_KEY = "library_desk"
LONGEST_TAPE = 8
LONGEST_RECEIPT = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """A button below a line: its label and the command it gives."""

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a step did, in words. ``kind``: good, attention (something is to be done), wrong, info."""

    kind: str
    text: str
    detail: str = ""
    title: str = ""
    lang: str = ""
    direction: str = ""
    choices: tuple[Choice, ...] = ()
    search: str = ""
    """Words by which a reader can be looked for, where nothing was understood."""


@dataclass(slots=True)
class Step:
    """The last step, with what is needed to undo it. It knows the reader longer than the loan does."""

    kind: str
    loan: int
    reader: int
    hold: int | None = None
    due_date: str = ""


@dataclass(slots=True)
class Tray:
    """The state of one desk."""

    reader: int | None = None
    receipt: list[int] = field(default_factory=list)
    tape: list[Line] = field(default_factory=list)
    step: Step | None = None

    def put(self, line: Line) -> None:
        """Add the newest line."""
        self.tape = [line, *self.tape][:LONGEST_TAPE]

    def take_card(self, reader_id: int | None) -> None:
        """Another reader stands here, or nobody: what was shown of the one before goes away."""
        if reader_id != self.reader:
            self.tape, self.receipt, self.step = [], [], None
        self.reader = reader_id


def read_tray(request: HttpRequest, branch_id: int) -> Tray:
    """The tray of the branch's desk; an empty one when there is none, or it cannot be read any more."""
    kept = request.session.get(_KEY, {})
    if not isinstance(kept, dict) or kept.get("branch") != branch_id:
        return Tray()
    try:
        return _tray(kept)
    except (TypeError, KeyError):
        return Tray()


def _tray(kept: dict[str, Any]) -> Tray:
    lines = [
        Line(**{**line, "choices": tuple(Choice(**choice) for choice in line["choices"])})
        for line in kept["tape"]
    ]
    step = Step(**kept["step"]) if kept["step"] else None
    return Tray(kept["reader"], list(kept["receipt"]), lines, step)


def keep_tray(request: HttpRequest, branch_id: int, tray: Tray) -> None:
    """Keep the tray for the next scan; it takes the place of that of any other branch."""
    tray.receipt = tray.receipt[-LONGEST_RECEIPT:]
    request.session[_KEY] = {"branch": branch_id, **asdict(tray)}
