"""The page of a petition, for everybody and, while it gathers its first supporters, for who has the link."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.design.parts import Crumb
from shanyraq.domains.petitions.follower_letters import followed_by
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.curve import curve_of
from shanyraq.domains.petitions.queries.next_step import next_step
from shanyraq.domains.petitions.queries.regions import last_release, region_numbers
from shanyraq.domains.petitions.queries.signers import has_public_names
from shanyraq.domains.petitions.queries.signing import box_for
from shanyraq.domains.petitions.queries.timeline import promises_of, timeline
from shanyraq.domains.petitions.queries.visible import petition_by_link, public_petition
from shanyraq.domains.petitions.web.public.answers import head_links, kept, private, whole
from shanyraq.domains.petitions.web.public.drawings import curve_drawing, region_map, roof_of, share_of
from shanyraq.domains.petitions.web.public.gone import tells_of_gone
from shanyraq.domains.petitions.web.public.lines import line_of
from shanyraq.domains.petitions.web.public.structured_data import petition_json_ld
from shanyraq.domains.petitions.web.public.texts import shown_script, texts_of

QUERY: Final = ("script",)
DAYS_SHOWN: Final = 400
"""Rows of the curve's table; a collection lasts half a year."""


@require_safe
@tells_of_gone
def show_petition(request: HttpRequest, public_id: str) -> HttpResponse:
    """A petition with everything that happened to it."""
    petition = public_petition(public_id)
    if petition is None:
        raise Http404
    context = petition_context(request, petition) | {
        "links": head_links("petition", petition.public_id),
        "json_ld": petition_json_ld(petition),
        "share_address": whole(reverse("petitions:petition", args=[petition.public_id])),
        "embed_address": whole(reverse("petitions:petition_embed", args=[petition.public_id])),
        "crumbs": [
            Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
            Crumb(text=petition.title, language=petition.language),
        ],
    }
    return kept(TemplateResponse(request, "petitions/public/petition.html", context), query=QUERY)


@require_safe
@tells_of_gone
def show_by_link(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """The same while only the link opens it; who comes later with the link is led to the public page."""
    petition = petition_by_link(public_id, token)
    if petition is None:
        return private(_led_on(public_id))
    context = petition_context(request, petition) | {"is_by_link": True, "token": token}
    return private(TemplateResponse(request, "petitions/public/petition.html", context))


def _led_on(public_id: str) -> HttpResponseRedirect:
    """To the public page, if there is one; whether the link was right does not matter for what is public."""
    if public_petition(public_id) is None:
        raise Http404
    return redirect("petitions:petition", public_id)


def petition_context(request: HttpRequest, petition: Petition) -> dict[str, Any]:
    """What the page shows, by a constant number of queries."""
    now = timezone.now()
    line = line_of(petition, now)
    curve = curve_of(petition.pk)
    release = last_release(petition.pk)
    promises = promises_of(petition) if petition.answered_at else []
    events = timeline(petition)
    return {
        "next_step": next_step(petition, promises, timezone.localdate(now)),
        "petition": petition,
        "line": line,
        "goal": goal_of(petition),
        "roof": roof_of(share_of(line.number, goal_of(petition))),
        "texts": texts_of(petition, shown_script(request, petition)),
        "attachments": list(petition.attachments.all()),
        "documents": list(petition.documents.all()),
        "promises": promises,
        "events": events,
        "answering": next((each for each in events if each.name == "answer"), None),
        "curve": curve,
        "drawing": curve_drawing(curve),
        "rows": [each for each in curve.intervals if each.signed][-DAYS_SHOWN:],
        "release": release,
        "map": region_map(region_numbers(release)),
        "has_names": has_public_names(petition),
        "has_history": petition.version > 1,
        "box": box_for(petition, request.user, now),
        "is_followed": followed_by(petition, request.user) if request.user.is_authenticated else None,
    }


def goal_of(petition: Petition) -> int | None:
    """Signatures that are needed next: the first supporters while it opens, the threshold afterwards."""
    if petition.opened_at is None and petition.edition is not None:
        return petition.edition.opening_quorum
    return petition.threshold
