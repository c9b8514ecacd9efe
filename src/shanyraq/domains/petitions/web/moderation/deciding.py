"""What moderation and appeals share: a decision is written, looked at as the initiator will, then sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.similar import similar_petitions
from shanyraq.domains.petitions.queries.steps import steps_of
from shanyraq.domains.petitions.queries.versions import versions_of
from shanyraq.domains.petitions.workflow import WORKFLOW
from shanyraq.kernel.errors import Refusal

REFUSED = 422
LONGEST_NUMBER = 10


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """A refusal as an error of the form, at its field when it has it."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def is_made(
    request: HttpRequest,
    form: forms.Form,
    action: Callable[..., Any],
    *,
    petition: Petition,
    told: str,
    **seen: Any,
) -> bool:
    """Make a step of what a valid form says and tell of it; what is refused becomes an error of the form.

    *seen* goes to the action with what the form says.
    """
    try:
        action(petition=petition, actor=request.user, at=timezone.now(), **form.cleaned_data, **seen)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, told)
    return True


def is_sent(request: HttpRequest) -> bool:
    """Whether what was looked at is to be sent now."""
    return request.POST.get("step") == "send"


def seen_version(request: HttpRequest) -> int:
    """The version of the text that was on the page; one that there never was when the form does not say."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < LONGEST_NUMBER else -1


def context_of(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    """What the page of one petition shows to whoever decides on it. A constant number of queries."""
    versions = versions_of(petition)
    return {
        "petition": petition,
        "proposals": list(petition.proposals.order_by("number")),
        "attachments": list(petition.attachments.all()),
        "versions": versions,
        "changes": versions[0] if len(versions) > 1 else None,
        "verdicts": list(petition.verdicts.select_related("ground__edition").order_by("-at", "-pk")),
        "notes": list(petition.notes.select_related("user")),
        "similar": similar_petitions(petition.title, petition.language, besides=petition.pk),
        "steps": steps_of(petition),
        "moves": {move.name for move in WORKFLOW.available(petition, request.user)}
        | {each.move.name for each in WORKFLOW.outlook(petition, request.user) if each.move},
    }
