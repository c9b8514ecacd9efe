"""Walks every state × every move × every role of a procedure, in the real database."""

from collections.abc import Callable, Mapping, Set
from datetime import UTC, datetime
from typing import Any

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import Workflow
from shanyraq.platform.transparency.moves import history, perform

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Cell = tuple[str, str, str]


def walk(workflow: Workflow, *, make: Callable[[str], Any], roles: Mapping[str, Any]) -> dict[Cell, str]:
    """The outcome of every cell (state, move, role): ``granted`` or the code of the refusal.

    ``make`` gives a new saved record in a state, one that meets all guards. Besides the outcome it is checked
    that a granted move ends in its target and leaves one record, and that a refused one leaves no trace.
    """
    return {
        (state, move.name, role): _try(make(state), move, actor)
        for state, move in workflow.pairs()
        for role, actor in roles.items()
    }


def granted(outcomes: Mapping[Cell, str]) -> Set[Cell]:
    """The cells in which the move was made."""
    return {cell for cell, outcome in outcomes.items() if outcome == "granted"}


def _try(subject: Any, move: Any, actor: Any) -> str:
    field = subject.procedure.state_field
    before = getattr(subject, field)
    try:
        perform(move, subject=subject, actor=actor, at=AT, reason="for the test")
    except Refusal as refusal:
        subject.refresh_from_db()
        assert getattr(subject, field) == before
        assert history(subject).count() == 0
        return refusal.code
    subject.refresh_from_db()
    assert getattr(subject, field) == move.target
    assert [(record.source, record.target) for record in history(subject)] == [(before, move.target)]
    return "granted"
