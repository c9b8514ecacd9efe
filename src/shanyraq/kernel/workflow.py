"""A legal procedure as data: states, moves, who may make them, and why not.

From one ``Workflow`` come the buttons a person sees, the reason of a refusal, the public page that explains
the procedure, its diagram, and an exhaustive test of every state against every move. Nothing can be forced:
an extraordinary step is a move of its own that asks for a reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

Predicate = Callable[[Any, Any], bool]
Guard = Callable[[Any, Any], Refusal | None]
_Described = TypeVar("_Described", bound=Callable[[Any, Any], Any])

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class WorkflowError(ValueError):
    """A table of moves that contradicts itself; raised when the module that holds it is imported."""


class Labelled(Protocol):
    """What a state must offer; ``State`` does, and so does every member of Django's ``TextChoices``."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class State:
    """A state with its stored ``value`` and the ``label`` people read."""

    value: str
    label: Any


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a procedure.

    ``allowed`` says who may make it; each of ``guards`` may answer with a refusal that tells what is missing;
    ``source`` names the article of law that the step rests on.
    """

    name: str
    label: Any
    sources: frozenset[str]
    target: str
    allowed: Predicate
    guards: tuple[Guard, ...] = ()
    reason_required: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        sources = (self.sources,) if isinstance(self.sources, str) else self.sources
        object.__setattr__(self, "sources", frozenset(str(name) for name in sources))
        object.__setattr__(self, "target", str(self.target))
        object.__setattr__(self, "guards", tuple(self.guards))

    @property
    def who(self) -> Any:
        """Who may make the move, in words, if its predicate was ``described``; else an empty text."""
        return description(self.allowed)

    @property
    def conditions(self) -> tuple[Any, ...]:
        """The guards in words, those that were ``described``, in order."""
        return tuple(text for guard in self.guards if (text := description(guard)))


@dataclass(frozen=True, slots=True)
class Decision:
    """Either a granted ``move``, or a ``refusal`` with code and translatable text; true when granted."""

    move: Move | None
    refusal: Refusal | None

    def __post_init__(self) -> None:
        if self.move is None and self.refusal is None:
            raise ValueError("a denial needs its refusal")

    def __bool__(self) -> bool:
        return self.refusal is None

    @property
    def granted(self) -> bool:
        return self.refusal is None

    @property
    def code(self) -> str:
        return self.refusal.code if self.refusal else "granted"

    @property
    def message(self) -> Any:
        return self.refusal.message if self.refusal else ""


def described(text: Any) -> Callable[[_Described], _Described]:
    """Give a predicate or a guard the words by which the public page of the procedure names it."""

    def mark(function: _Described) -> _Described:
        function.description = text  # type: ignore[attr-defined]  # a function carries its description
        return function

    return mark


def description(function: Callable[[Any, Any], Any]) -> Any:
    """The words given by ``described``, or an empty text."""
    return getattr(function, "description", "")


def any_of(*predicates: Predicate) -> Predicate:
    """True when one of the predicates is."""
    return lambda subject, actor: any(predicate(subject, actor) for predicate in predicates)


def all_of(*predicates: Predicate) -> Predicate:
    """True when all of the predicates are."""
    return lambda subject, actor: all(predicate(subject, actor) for predicate in predicates)


def anyone(_subject: Any, _actor: Any) -> bool:
    """A predicate that lets everybody make the move."""
    return True


def _state_of(subject: Any) -> str:
    return str(subject.state)


@dataclass(frozen=True)
class Workflow:
    """A checked procedure. The first state is the initial one unless ``initial`` names another.

    ``states`` are ``State`` objects or a ``TextChoices`` class. ``state_of`` reads the state of a subject
    (its attribute ``state`` by default). Raises ``WorkflowError`` when a name is unknown or repeated, a state
    cannot be reached, or a move leads nowhere.
    """

    states: Sequence[Labelled]
    moves: tuple[Move, ...]
    initial: str = ""
    state_of: Callable[[Any], str] = _state_of
    _labels: dict[str, Any] = field(init=False, repr=False, compare=False)
    _moves: dict[str, Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        states: Iterable[Any] = self.states
        object.__setattr__(self, "states", tuple(states))
        object.__setattr__(self, "moves", tuple(self.moves))
        object.__setattr__(self, "_labels", {str(state.value): state.label for state in self.states})
        object.__setattr__(self, "_moves", {move.name: move for move in self.moves})
        if not self.states:
            raise WorkflowError("a workflow needs at least one state")
        object.__setattr__(self, "initial", str(self.initial or self.states[0].value))
        self._check_names()
        self._check_moves()
        self._check_reachable()

    def _check_names(self) -> None:
        names = [str(state.value) for state in self.states]
        for kind, given in (("state", names), ("move", [move.name for move in self.moves])):
            repeated = sorted({name for name in given if given.count(name) > 1})
            if repeated:
                raise WorkflowError(f"{kind} named more than once: {', '.join(repeated)}")
            odd = sorted(name for name in given if not _NAME.fullmatch(name))
            if odd:
                raise WorkflowError(f"{kind} names are lower_case_words, not {odd}")
        if self.initial not in self._labels:
            raise WorkflowError(f"the initial state {self.initial!r} is not among the states")

    def _check_moves(self) -> None:
        for move in self.moves:
            if not move.sources:
                raise WorkflowError(f"move {move.name!r} starts from no state")
            unknown = sorted((move.sources | {move.target}) - self._labels.keys())
            if unknown:
                raise WorkflowError(f"move {move.name!r} names unknown states: {', '.join(unknown)}")

    def _check_reachable(self) -> None:
        reached, frontier = {self.initial}, [self.initial]
        while frontier:
            here = frontier.pop()
            onward = {move.target for move in self.moves if here in move.sources} - reached
            reached |= onward
            frontier.extend(onward)
        lost = [name for name in self._labels if name not in reached]
        if lost:
            raise WorkflowError(f"no move leads to: {', '.join(lost)}")

    @property
    def state_names(self) -> tuple[str, ...]:
        """The stored values of the states, in their order."""
        return tuple(self._labels)

    @property
    def final_states(self) -> tuple[str, ...]:
        """States that no move leaves."""
        left = frozenset().union(*(move.sources for move in self.moves)) if self.moves else frozenset()
        return tuple(name for name in self._labels if name not in left)

    def label(self, state: str) -> Any:
        """The words for a state; KeyError when there is no such state."""
        return self._labels[str(state)]

    def move(self, name: str) -> Move:
        """The move of that name; KeyError when there is none."""
        return self._moves[name]

    def pairs(self) -> Iterator[tuple[str, Move]]:
        """Every state with every move, allowed or not: the ground of an exhaustive test."""
        return ((state, move) for state in self._labels for move in self.moves)

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """The moves that leave a state, whoever may make them."""
        return tuple(move for move in self.moves if str(state) in move.sources)

    def decide(self, name: str, subject: Any, actor: Any, *, reason: str | None = None) -> Decision:
        """Whether ``actor`` may make the move ``name`` on ``subject`` now, and if not, why.

        Order of refusals: unknown move, wrong state, person not allowed, the guards in their order, missing
        reason; so nobody learns what a guard knows before being allowed the move.
        """
        move = self._moves.get(name)
        if move is None:
            return Decision(None, Refusal(_("There is no such step in this procedure."), code="unknown_move"))
        refusal = self._hindrance(move, subject, actor)
        if refusal is None and move.reason_required and not (reason or "").strip():
            refusal = Refusal(_("Give the reason for this step."), code="reason_required", field="reason")
        return Decision(move, refusal)

    def _hindrance(self, move: Move, subject: Any, actor: Any) -> Refusal | None:
        if str(self.state_of(subject)) not in move.sources:
            return Refusal(_("This step is not possible in the present state."), code="wrong_state")
        if not move.allowed(subject, actor):
            return Refusal(_("You do not have permission for this step."), code="not_allowed")
        for guard in move.guards:
            try:
                refusal = guard(subject, actor)
            except Refusal as raised:
                refusal = raised
            if refusal is not None:
                return refusal
        return None

    def require(self, name: str, subject: Any, actor: Any, *, reason: str | None = None) -> Move:
        """The granted move; raises the ``Refusal`` otherwise."""
        decision = self.decide(name, subject, actor, reason=reason)
        if decision.refusal is not None or decision.move is None:
            raise decision.refusal or LookupError(name)
        return decision.move

    def available(self, subject: Any, actor: Any) -> tuple[Move, ...]:
        """The moves ``actor`` could make now (a required reason is still to be asked for): the buttons."""
        return tuple(move for move in self.moves if self._hindrance(move, subject, actor) is None)

    def outlook(self, subject: Any, actor: Any) -> tuple[Decision, ...]:
        """A decision for every move out of the present state that ``actor`` is allowed to make in principle.

        Lets a page show a button that is not possible yet together with what is missing.
        """
        here = self.moves_from(self.state_of(subject))
        decisions = (Decision(move, self._hindrance(move, subject, actor)) for move in here)
        return tuple(decision for decision in decisions if decision.code != "not_allowed")

    def mermaid(self) -> str:
        """A Mermaid state diagram of the procedure, labels in the language now active."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{_escape(label)}" as s_{name}' for name, label in self._labels.items()]
        lines.append(f"    [*] --> s_{self.initial}")
        for move in self.moves:
            sources = (name for name in self._labels if name in move.sources)
            lines += [f"    s_{source} --> s_{move.target}: {_escape(move.label)}" for source in sources]
        lines += [f"    s_{name} --> [*]" for name in self.final_states]
        return "\n".join(lines) + "\n"


def _escape(label: Any) -> str:
    """A label safe inside a Mermaid diagram: all but letters, digits and quiet signs as entity codes."""
    text = " ".join(str(label).split())
    return "".join(sign if sign.isalnum() or sign in " -–—,.()'«»/" else f"#{ord(sign)};" for sign in text)
