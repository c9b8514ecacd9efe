"""How lending works, said by the tables that it follows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from shanyraq.domains.library.lending.workflow import HOLDS, LOANS
from shanyraq.kernel.workflow import Workflow


@require_GET
def show_procedure(request: HttpRequest) -> HttpResponse:
    """The steps of loans and holds: from which state, to which, by whom, under which conditions."""
    parts = [(_("Loans"), _steps(LOANS)), (_("Holds"), _steps(HOLDS))]
    return render(request, "library/lending/procedure.html", {"parts": parts})


def _steps(workflow: Workflow) -> list[dict[str, object]]:
    return [
        {
            "label": move.label,
            "sources": [workflow.label(name) for name in workflow.state_names if name in move.sources],
            "target": workflow.label(move.target),
            "who": move.who,
            "conditions": move.conditions,
        }
        for move in workflow.moves
    ]
