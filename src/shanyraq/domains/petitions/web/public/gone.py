"""What stands at the addresses of a petition that is seen no more: 410, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.design.parts import Crumb
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.visible import gone_petition
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.domains.petitions.web.public.answers import private
from shanyraq.platform.transparency.moves import history

GONE = 410

TITLES: Final[dict[str, Any]] = {
    PetitionState.WITHDRAWN: gettext_lazy("This petition was withdrawn"),
    PetitionState.STOPPED: gettext_lazy("This petition was stopped"),
    PetitionState.LAPSED: gettext_lazy("This petition did not find its first supporters"),
}

View = Callable[..., HttpResponseBase]


def tells_of_gone(view: View) -> View:
    """Where *view* finds no petition, tell of one that was withdrawn, or that ended while the link alone
    opened it: to who has the link.

    Its text is shown no more. Its entries stay in the log, so its number can still be recounted.
    """

    @wraps(view)
    def told(request: HttpRequest, public_id: str, token: str = "") -> HttpResponseBase:
        given = {"token": token} if token else {}
        try:
            return view(request, public_id, **given)
        except Http404:
            found = gone_answer(request, public_id, token)
            if found is None:
                raise
            return found

    return told


def gone_answer(request: HttpRequest, public_id: str, token: str = "") -> HttpResponse | None:
    """The page that explains; None when there was no such petition, or nothing may be told of it."""
    petition = gone_petition(public_id, token)
    if petition is None:
        return None
    context = {
        "petition": petition,
        "title": TITLES[petition.state],
        "order": _order(petition),
        "signed": getattr(petition, "number", None) or 0,
        "crumbs": [
            Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
            Crumb(text=TITLES[petition.state]),
        ],
    }
    return private(TemplateResponse(request, "petitions/public/gone.html", context, status=GONE))


def _order(petition: Petition) -> str:
    """Court, day and number of the order by which it was stopped; they are public."""
    if petition.state != PetitionState.STOPPED:
        return ""
    stopped = history(petition).filter(move="stop").last()
    return stopped.reason if stopped is not None else ""
