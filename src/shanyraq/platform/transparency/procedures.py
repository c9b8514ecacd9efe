"""Procedures that have a public page. A room registers its own when it is ready."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from shanyraq.kernel.translated import Text
from shanyraq.kernel.workflow import Move
from shanyraq.platform.transparency.procedure import Procedure

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A number that the law sets: its name in words, the number, where it was read.

    Without a *source* the page says that none was found; *is_confirmed* is false where the text of the law as
    enacted was not before us.
    """

    name: Any
    number: str
    source: str = ""
    is_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of a procedure in one edition of the law, and where sources conflict."""

    edition: str
    since: dt.date | None
    source: Text
    doubt: Text
    numbers: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class PublicProcedure:
    """A procedure with the (lazily translated) words of its page, and the numbers that it goes by."""

    procedure: Procedure
    title: Any
    description: Any
    rules: Callable[[], Rules | None] | None = None

    @property
    def name(self) -> str:
        """What its address ends with."""
        return self.procedure.name

    @property
    def stages(self) -> list[Stage]:
        """The states in their order, each with the steps that leave it."""
        workflow = self.procedure.workflow
        return [
            Stage(
                name=name,
                label=workflow.label(name),
                is_first=name == workflow.initial,
                is_last=name in workflow.final_states,
                steps=[Step(move, workflow.label(move.target)) for move in workflow.moves_from(name)],
            )
            for name in workflow.state_names
        ]


@dataclass(frozen=True, slots=True)
class Step:
    """A move out of a state, with the words for where it leads."""

    move: Move
    target: Any


@dataclass(frozen=True, slots=True)
class Stage:
    """A state and what can be done in it."""

    name: str
    label: Any
    is_first: bool
    is_last: bool
    steps: Sequence[Step]


_known: dict[str, PublicProcedure] = {}


def register(
    procedure: Procedure,
    *,
    title: Any,
    description: Any,
    rules: Callable[[], Rules | None] | None = None,
) -> None:
    """Give *procedure* a page at ``/<language>/procedures/<name>/``; twice with the same is allowed.

    :param rules: gives the numbers of the law that are in force, in the language of the page.

    :raises ValueError: when another procedure has the name, or it cannot stand in an address.
    """
    if not _NAME.fullmatch(procedure.name):
        raise ValueError(f"a procedure with a page cannot be called {procedure.name!r}")
    known = _known.get(procedure.name)
    if known is not None and known.procedure is not procedure:
        raise ValueError(f"the procedure {procedure.name!r} is registered already")
    _known[procedure.name] = PublicProcedure(procedure, title, description, rules)


def unregister(name: str) -> None:
    """Take a page away (tests, and rooms that are switched off)."""
    _known.pop(name, None)


def public_procedures() -> list[PublicProcedure]:
    """All procedures with a page, by name."""
    return [_known[name] for name in sorted(_known)]


def procedure_named(name: str) -> PublicProcedure | None:
    """The procedure of this name, if it has a page."""
    return _known.get(name)
