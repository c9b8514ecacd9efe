"""What stands at the addresses of a petition that its initiator withdrew: 410, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.design.parts import Crumb
from shanyraq.domains.petitions.queries.visible import withdrawn_petition
from shanyraq.domains.petitions.web.public.answers import private

GONE = 410

View = Callable[..., HttpResponseBase]


def tells_of_withdrawn(view: View) -> View:
    """Where *view* finds no public petition, tell of one that was withdrawn.

    Its text is shown no more. Its entries stay in the log, so its number can still be recounted.
    """

    @wraps(view)
    def told(request: HttpRequest, public_id: str, token: str = "") -> HttpResponseBase:
        given = {"token": token} if token else {}
        try:
            return view(request, public_id, **given)
        except Http404:
            found = withdrawn_answer(request, public_id, token)
            if found is None:
                raise
            return found

    return told


def withdrawn_answer(request: HttpRequest, public_id: str, token: str = "") -> HttpResponse | None:
    """The page that explains; None when no such petition was withdrawn."""
    petition = withdrawn_petition(public_id, token)
    if petition is None:
        return None
    context = {
        "petition": petition,
        "signed": getattr(petition, "number", None) or 0,
        "crumbs": [
            Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
            Crumb(text=_("Withdrawn petition")),
        ],
    }
    return private(TemplateResponse(request, "petitions/public/withdrawn.html", context, status=GONE))
