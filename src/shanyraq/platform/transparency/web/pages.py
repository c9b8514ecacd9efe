"""Public pages of procedures: all of them, and one with its states and steps."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from shanyraq.platform.transparency.diagram import drawing
from shanyraq.platform.transparency.procedures import procedure_named, public_procedures


@require_safe
def list_procedures(request: HttpRequest) -> HttpResponse:
    """All procedures that have a page."""
    context = {"procedures": public_procedures()}
    return TemplateResponse(request, "transparency/procedures.html", context)


@require_safe
def show_procedure(request: HttpRequest, name: str) -> HttpResponse:
    """A procedure in the reader's language, from the table that the platform itself follows."""
    found = procedure_named(name)
    if found is None:
        raise Http404
    context = {
        "procedure": found,
        "rules": found.rules() if found.rules is not None else None,
        "drawing": drawing(found.procedure.workflow, right_to_left=get_language_bidi()),
    }
    return TemplateResponse(request, "transparency/procedure.html", context)
