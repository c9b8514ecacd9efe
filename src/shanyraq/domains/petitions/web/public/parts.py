"""Pages beside the page of a petition: names of signers, versions, the sheet to print, the frame to embed."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from shanyraq.design.parts import Crumb
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.queries.signers import public_names
from shanyraq.domains.petitions.queries.versions import versions_of
from shanyraq.domains.petitions.queries.visible import public_petition
from shanyraq.domains.petitions.web.public.answers import head_links, kept, whole
from shanyraq.domains.petitions.web.public.drawings import roof_of, share_of
from shanyraq.domains.petitions.web.public.gone import tells_of_gone
from shanyraq.domains.petitions.web.public.lines import line_of
from shanyraq.domains.petitions.web.public.qr import qr_svg
from shanyraq.domains.petitions.web.public.texts import texts_of
from shanyraq.kernel.kazakh.scripts import Script

"""Digits of a key of the database."""


def asked_petition(public_id: str) -> Petition:
    """The public petition of an address.

    :raises Http404: for every other one, whether it is there or not.
    """
    petition = public_petition(public_id)
    if petition is None:
        raise Http404
    return petition


def _crumbs(petition: Petition, here: str) -> list[Crumb]:
    address = reverse("petitions:petition", args=[petition.public_id])
    return [
        Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
        Crumb(text=petition.title, href=address, language=petition.language),
        Crumb(text=here),
    ]


@require_safe
@tells_of_gone
def show_signers(request: HttpRequest, public_id: str) -> HttpResponse:
    """Names of those who agreed to be shown, a hundred a page, last signed first."""
    petition = asked_petition(public_id)
    given = request.GET.get("before", "")
    following = public_names(petition, before=given) if given else None
    names = following or public_names(petition)
    context = {
        "petition": petition,
        "names": names,
        "is_first": following is None,
        "links": head_links("petition_signers", public_id),
        "crumbs": _crumbs(petition, _("Signers")),
    }
    return kept(TemplateResponse(request, "petitions/public/signers.html", context), query=("before",))


@require_safe
@tells_of_gone
def show_versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every version of the text with what was changed and why."""
    petition = asked_petition(public_id)
    context = {
        "petition": petition,
        "versions": versions_of(petition),
        "links": head_links("petition_versions", public_id),
        "crumbs": _crumbs(petition, _("History of the text")),
    }
    return kept(TemplateResponse(request, "petitions/public/versions.html", context))


@require_safe
@tells_of_gone
def show_print(request: HttpRequest, public_id: str) -> HttpResponse:
    """A sheet for a notice board: title, what is asked, where to sign, a code for cameras."""
    petition = asked_petition(public_id)
    address = whole(reverse("petitions:petition", args=[public_id]))
    context = {
        "petition": petition,
        "line": line_of(petition, timezone.now()),
        "texts": texts_of(petition, Script.CYRILLIC),
        "address": address,
        "code": qr_svg(address),
        "links": head_links("petition_print", public_id),
    }
    response = TemplateResponse(request, "petitions/public/print.html", context)
    response["X-Robots-Tag"] = "noindex"
    return kept(response)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def show_embed(request: HttpRequest, public_id: str) -> HttpResponse:
    """A small page for frames on any site: title, number, a link. Nothing in it acts."""
    petition = asked_petition(public_id)
    line = line_of(petition, timezone.now())
    context = {
        "petition": petition,
        "line": line,
        "roof": roof_of(share_of(line.number, petition.threshold)),
        "address": whole(reverse("petitions:petition", args=[public_id])),
    }
    response = TemplateResponse(request, "petitions/public/embed.html", context)
    response["X-Robots-Tag"] = "noindex"
    return kept(response)
