"""Signing by an electronic signature: the file to be signed, and the form that takes the signature."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from allauth.core import ratelimit
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shanyraq.domains.petitions.actions.electronic_signing import ElectronicSigner, sign_electronically
from shanyraq.domains.petitions.actions.signing import Signed
from shanyraq.domains.petitions.models import Petition, TextVersion
from shanyraq.domains.petitions.queries.signed_document import documents_for
from shanyraq.domains.petitions.queries.signing import signature_of
from shanyraq.domains.petitions.web.doors import signers
from shanyraq.domains.petitions.web.forms.signing import ElectronicSigningForm
from shanyraq.domains.petitions.web.kept_words import SIGNING, forget_words, kept_words
from shanyraq.domains.petitions.web.public.answers import private
from shanyraq.domains.petitions.web.public.gone import tells_of_gone
from shanyraq.domains.petitions.web.signing.pages import address_by, asked, page_of
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import too_many_requests
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.signed_in import account_of
from shanyraq.platform.accounts.web.visitors import address_of
from shanyraq.platform.electronic_signatures.authorities import is_offered
from shanyraq.platform.electronic_signatures.reading import MOST_BYTES

NCALAYER: Final = "wss://127.0.0.1:13579"
"""Where the signing program of the National Certification Authority answers, on the signer's own machine."""


@require_http_methods(["GET", "HEAD", "POST"])
@tells_of_gone
@signers
def sign(request: HttpRequest, public_id: str, token: str = "") -> HttpResponse:
    """GET shows what to do; POST takes the signature and leads to one's own. Twice is once."""
    petition, person = _asked(public_id, token), person_of(account_of(request))
    if request.method == "POST":
        return private(_signed(request, petition, person))
    if person is not None and signature_of(petition, person) is not None:
        return private(redirect("petitions:my_signature", public_id))
    chosen = kept_words(request, SIGNING, public_id)
    form = ElectronicSigningForm(petition=petition, person=person, initial=chosen)
    return private(_shown(request, petition, form))


@require_safe
@account_door
def download_text(request: HttpRequest, public_id: str, token: str = "") -> HttpResponse:
    """Exactly the bytes that this account has to sign."""
    petition = _asked(public_id, token)
    try:
        documents = documents_for(petition, account_of(request))
    except TextVersion.DoesNotExist:
        raise Http404 from None
    response = HttpResponse(next(iter(documents.values())), content_type="application/json")
    name = f"petition-{petition.public_id}-{petition.version}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


def _signed(request: HttpRequest, petition: Petition, person: Person | None) -> HttpResponse:
    # each attempt asks the authority over the network, so every one is counted
    if not ratelimit.consume(request, action="petition_certificate"):
        return too_many_requests(request)
    form = ElectronicSigningForm(request.POST, request.FILES, petition=petition, person=person)
    if not form.is_valid():
        return _shown(request, petition, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        signed = _given(request, petition, form)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _shown(request, petition, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    forget_words(request, SIGNING, petition.public_id)
    if not signed.is_new:
        messages.info(request, _("You have signed before; you count once."))
    return redirect("petitions:my_signature", petition.public_id)


def _given(request: HttpRequest, petition: Petition, form: ElectronicSigningForm) -> Signed:
    upload: UploadedFile = form.cleaned_data["file"]
    signer = ElectronicSigner(
        user=account_of(request),
        cms=upload.read(MOST_BYTES + 1),
        territory=form.chosen_territory,
        shows_name=bool(form.cleaned_data.get("shows_name")),
        network=address_of(request) or None,
    )
    return sign_electronically(petition=petition, signer=signer, at=timezone.now())


def _asked(public_id: str, token: str) -> Petition:
    if not is_offered():
        raise Http404
    return asked(public_id, token)


def _shown(
    request: HttpRequest, petition: Petition, form: ElectronicSigningForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "person": form.person,
        "text_address": address_by(petition, "signed_text"),
        "sign_address": address_by(petition, "sign"),
        "ncalayer": NCALAYER,
    }
    response = page_of(request, petition, "certificate", status=status, **context)
    response._csp_update = {"connect-src": [NCALAYER]}  # type: ignore[attr-defined]  # noqa: SLF001 — where django-csp looks for it
    return response
