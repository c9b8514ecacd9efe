"""Attachments of a draft: adding, removing, and reading one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shanyraq.domains.petitions.actions.attachments import MOST_ATTACHMENTS, add_attachment, remove_attachment
from shanyraq.domains.petitions.models import Attachment, Petition
from shanyraq.domains.petitions.queries.initiator import own_petition
from shanyraq.domains.petitions.web.doors import writers
from shanyraq.domains.petitions.web.forms.writing import FileForm
from shanyraq.domains.petitions.web.writing.frame import shown, to_step
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.serving import serve_file

NOT_KEPT = 422


def show_files(request: HttpRequest, petition: Petition) -> HttpResponse:
    """The files of a draft with a form for another one."""
    if request.method == "POST" and request.POST.get("do") == "remove":
        return _remove(request, petition)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_bound and form.is_valid() and _is_added(request, petition, form):
        return to_step(petition, "files")
    attachments = list(petition.attachments.all())
    context = {"form": form, "attachments": attachments, "most": MOST_ATTACHMENTS}
    return shown(request, petition, "files", context=context, status=NOT_KEPT if form.is_bound else 200)


def _is_added(request: HttpRequest, petition: Petition, form: FileForm) -> bool:
    given = form.cleaned_data
    try:
        add_attachment(
            petition=petition,
            upload=given["file"].checked,
            actor=request.user,
            at=timezone.now(),
            name=given["name"],
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, _("The file is added."))
    return True


def _remove(request: HttpRequest, petition: Petition) -> HttpResponse:
    attachment = attachment_of(petition, request.POST.get("number", ""))
    try:
        remove_attachment(attachment=attachment, actor=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The file is removed."))
    return to_step(petition, "files")


def attachment_of(petition: Petition, number: str) -> Attachment:
    """:raises Http404: when the petition has no such file."""
    is_number = number.isdecimal() and len(number) < 19
    found = petition.attachments.filter(pk=number).first() if is_number else None
    if found is None:
        raise Http404
    return found


@writers
@require_safe
def download_own(request: HttpRequest, public_id: str, number: str) -> HttpResponseBase:
    """A file of one's own petition, whatever its state."""
    petition = own_petition(request.user, public_id)
    if petition is None:
        raise Http404
    return served(request, attachment_of(petition, number))


def served(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """A file that only this reader may have; caches keep nothing of it."""
    try:
        file = attachment.file.open("rb")
    except OSError:
        raise Http404 from None
    ending = str(attachment.file.name).rpartition(".")[2]
    has_ending = attachment.name.lower().endswith(f".{ending.lower()}")
    name = attachment.name if has_ending else f"{attachment.name}.{ending}"
    response = serve_file(request, file, name=name, modified=attachment.added_at)
    response["Cache-Control"] = "private, no-store"
    return response
