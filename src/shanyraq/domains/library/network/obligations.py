"""What a library owes before it may leave the network. The rooms above know it, this room only asks.

Lending tells of copies in readers' hands, holds and transfers; the reading room of digital loans.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from shanyraq.domains.library.network.models import Library


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that is not settled: a stable ``code``, how many, and a sentence that tells the remedy.

    ``text`` is in the language now active.
    """

    code: str
    number: int
    text: str


Question = Callable[[Library], Sequence[Obligation]]
_questions: Final[list[Question]] = []


def register_obligations(question: Question) -> Question:
    """Say who knows of obligations; registering twice changes nothing."""
    if question not in _questions:
        _questions.append(question)
    return question


def obligations_of(library: Library) -> list[Obligation]:
    """All that the library still owes; empty when it may leave."""
    return [each for question in _questions for each in question(library)]
