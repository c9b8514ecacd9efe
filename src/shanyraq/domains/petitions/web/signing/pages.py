"""Signing and one's own signature. Reading changes nothing; every change is a POST."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.design.parts import Crumb
from shanyraq.domains.petitions.actions.signing import LOG, Signer, sign_petition
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.follower_letters import followed_by
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.domains.petitions.queries.signing import (
    petition_of_signer,
    receipt_of,
    signature_of,
    takes_signatures,
)
from shanyraq.domains.petitions.queries.visible import petition_by_link, public_petition
from shanyraq.domains.petitions.web.doors import forms_of, signers
from shanyraq.domains.petitions.web.forms.signing import SigningForm
from shanyraq.domains.petitions.web.kept_words import SIGNING, forget_words, keep_words, kept_words
from shanyraq.domains.petitions.web.public.answers import head_links, kept, private
from shanyraq.domains.petitions.web.public.gone import tells_of_gone
from shanyraq.domains.petitions.web.signing.at_once import address_of_signature, signed_at_once
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import too_many_requests
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.accounts.web.doors import account_door, ask_to_sign_in
from shanyraq.platform.accounts.web.fresh import is_fresh
from shanyraq.platform.accounts.web.signed_in import account_of
from shanyraq.platform.accounts.web.visitors import address_of
from shanyraq.platform.electronic_signatures.authorities import is_offered

NOT_SIGNED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@tells_of_gone
@signers
def sign(request: HttpRequest, public_id: str, token: str = "") -> HttpResponse:
    """GET shows the form; POST signs and leads to the signature. Twice is once.

    Who signed in long ago shows first who they are: a session that somebody took signs nothing by itself.
    """
    person, fresh = person_of(account_of(request)), is_fresh(request)
    if request.method == "POST" and person is not None and fresh:
        return private(_signed(request, person, public_id=public_id, token=token))
    petition = asked(public_id, token)
    if person is None or not fresh:
        status = NOT_SIGNED if request.method == "POST" and person is not None else 200
        if request.method == "POST":
            keep_words(request, SIGNING, public_id)
        return private(page_of(request, petition, "sign", known=person, status=status))
    if signature_of(petition, person) is not None:
        return private(redirect("petitions:my_signature", public_id))
    form = SigningForm(petition=petition, person=person, initial=kept_words(request, SIGNING, public_id))
    return private(page_of(request, petition, "sign", form=form, person=person))


def _signed(request: HttpRequest, person: Person, *, public_id: str, token: str) -> HttpResponse:
    if signed_at_once(request, public_id=public_id, token=token, person=person):
        forget_words(request, SIGNING, public_id)
        return HttpResponseRedirect(address_of_signature(public_id, get_language()))
    petition = asked(public_id, token)
    form = SigningForm(request.POST, petition=petition, person=person)
    refusal: Refusal | None = None
    if form.is_valid():
        signer = Signer(
            person=person,
            territory=form.chosen_territory,
            public_name=form.public_name,
            network=address_of(request) or None,
        )
        try:
            signed = sign_petition(petition=petition, signer=signer, at=timezone.now())
        except Refusal as raised:
            refusal = raised
        else:
            forget_words(request, SIGNING, public_id)
            if not signed.is_new:
                messages.info(request, _("You have signed before; you count once."))
            return redirect("petitions:my_signature", petition.public_id)
    # signing itself is bounded by the constraint; trying again and again in vain is not
    if not ratelimit.consume(request, action="petition_attempt"):
        return too_many_requests(request)
    context = {"form": form, "person": person, "refusal": refusal}
    return page_of(request, petition, "sign", status=NOT_SIGNED, **context)


@require_safe
@account_door
def show_signature(request: HttpRequest, public_id: str) -> HttpResponse:
    """One's own signature: that it counts, its receipt, the check in the browser, taking it back."""
    petition, signature = _own(request, public_id)
    receipt = receipt_of(signature) if signature is not None else None
    context: dict[str, Any] = {
        "signature": signature,
        "receipt": receipt,
        "is_open": takes_signatures(petition, timezone.now()),
        "is_fresh": is_fresh(request),
        "is_followed": followed_by(petition, request.user),
    }
    return private(page_of(request, petition, "signature", **context))


@require_safe
@account_door
def download_receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """The receipt as a file, for the signer alone."""
    _petition, signature = _own(request, public_id)
    receipt = receipt_of(signature) if signature is not None else None
    if receipt is None:
        raise Http404
    response = HttpResponse(receipt.text(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{public_id}.json"'
    return private(response)


@forms_of(lambda public_id: reverse("petitions:my_signature", args=[public_id]))
def withdraw(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take one's signature back."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request, reverse("petitions:my_signature", args=[public_id]))
    petition, _signature = _own(request, public_id)
    person = person_of(account_of(request))
    if not is_fresh(request):
        messages.error(request, _("Confirm that it is you first."))
        return private(redirect("petitions:my_signature", public_id))
    try:
        if person is not None:
            withdraw_signature(petition=petition, person=person, at=timezone.now())
            messages.success(request, _("Your signature is taken back; it counts no longer."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    if public_petition(public_id) is None:
        return private(redirect("petitions:petitions"))
    return private(redirect("petitions:petition", public_id))


@require_safe
def check_receipt(request: HttpRequest) -> HttpResponse:
    """Where anybody checks a receipt that they kept: in the browser, so that nobody learns which."""
    context = {
        "links": head_links("check_receipt"),
        "log_address": f"/logs/{LOG}",
        "crumbs": [
            Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
            Crumb(text=_("Check a receipt")),
        ],
    }
    return kept(TemplateResponse(request, "petitions/signing/check.html", context))


def asked(public_id: str, token: str) -> Petition:
    """The petition that may be signed here, by its link before it is open to all.

    :raises Http404: where there is none.
    """
    petition = petition_by_link(public_id, token) if token else public_petition(public_id)
    if petition is None and token:
        petition = public_petition(public_id)  # opened to the public since
    if petition is None:
        raise Http404
    return petition


def _own(request: HttpRequest, public_id: str) -> tuple[Petition, Signature | None]:
    person = person_of(account_of(request))
    found = petition_of_signer(public_id, person) if person is not None else None
    if found is None:
        raise Http404
    return found


def page_of(
    request: HttpRequest, petition: Petition, name: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of this part: the template *name* of ``petitions/signing/``."""
    crumbs = [
        Crumb(text=_("Petitions"), href=reverse("petitions:petitions")),
        Crumb(text=petition.title, href=address_by(petition, "petition"), language=petition.language),
        Crumb(text=_("Your signature") if name == "signature" else _("Sign")),
    ]
    whole = {"petition": petition, "crumbs": crumbs, "log_address": f"/logs/{LOG}", **context}
    if name == "sign" and is_offered():
        whole["certificate_address"] = address_by(petition, "sign_electronically")
    return TemplateResponse(request, f"petitions/signing/{name}.html", whole, status=status)


def address_by(petition: Petition, name: str) -> str:
    """The address *name*; by the link while a petition is seen by that alone: whoever is here has it."""
    if petition.opened_at is None:
        return reverse(f"petitions:{name}_by_link", args=[petition.public_id, petition.link_token])
    return reverse(f"petitions:{name}", args=[petition.public_id])
