"""What a record must say about itself so that its steps can be performed and recorded."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from shanyraq.kernel.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Procedure:
    """A named workflow and the model field that keeps its state.

    ``name`` is written into every record of a move and never changes afterwards. ``is_public``: the public
    follows each case by its ``public_id``, under which the verifiable log names it.
    """

    name: str
    workflow: Workflow
    state_field: str = "state"
    is_public: bool = False


class Proceeding(Protocol):
    """A model whose class carries the ``procedure`` it goes through."""

    procedure: ClassVar[Procedure]
