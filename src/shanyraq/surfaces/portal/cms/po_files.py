"""What must be right about a PO file before it is imported."""

from __future__ import annotations

import tempfile
from typing import Any
from uuid import UUID

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import upload_pofile, user_can_edit_instance

from shanyraq.kernel.errors import Refusal

MOST_BYTES = 2 * 1024 * 1024
_HEADER = "X-WagtailLocalize-TranslationID"


def read_po_file(content: bytes) -> polib.POFile:
    """The parsed file.

    :raises Refusal: when the file is too large, no text in UTF-8 or no PO file.
    """
    if len(content) > MOST_BYTES:
        raise Refusal(gettext_lazy("The file is too large. A PO file has at most 2 MB."), code="too_large")
    not_po = Refusal(
        gettext_lazy("This is not a PO file. Download it again and translate that one."), code="not_po"
    )
    if b"\x00" in content:
        raise not_po
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(content)
        file.flush()
        try:
            parsed = polib.pofile(file.name)
        except (OSError, ValueError, IndexError, AttributeError) as error:
            raise not_po from error
    if not parsed.metadata and not len(parsed):
        raise not_po
    return parsed


def _named(identifier: str) -> Translation | None:
    try:
        return (
            Translation.objects.filter(uuid=UUID(identifier))
            .select_related("source", "target_locale")
            .first()
        )
    except ValueError:
        return None


def check_belongs(parsed: polib.POFile, translation: Translation) -> None:
    """Refuses a file of another page or language and one that does not say what it belongs to.

    :raises Refusal: naming the page and the language that the file was made for, where they are known.
    """
    identifier = parsed.metadata.get(_HEADER, "")
    if identifier == str(translation.uuid):
        return
    if not identifier:
        raise Refusal(
            gettext_lazy(
                "The file does not say which page it belongs to. Download it again and keep its first lines."
            ),
            code="no_page",
        )
    other = _named(identifier)
    if other is None:
        raise Refusal(gettext_lazy("The file belongs to a page that is not here."), code="unknown_page")
    text = _("The file belongs to another page: “%(title)s”, %(language)s. Nothing was imported.")
    language = other.target_locale.get_display_name()
    raise Refusal(text % {"title": other.source.object_repr, "language": language}, code="other_page")


def _content(file: Any) -> bytes:
    """The bytes of an upload, of a large one only as much as shows that it is too large.

    :raises Refusal: when nothing was chosen.
    """
    if file is None:
        raise Refusal(gettext_lazy("Choose a file."), code="no_file", field="file")
    return file.read(MOST_BYTES + 1)


@require_POST
def upload_checked(request: Any, translation_id: int) -> HttpResponse:
    """Stands before wagtail-localize's own import: a wrong file is refused with a reason."""
    found = Translation.objects.select_related("source", "target_locale")
    translation = get_object_or_404(found, pk=translation_id)
    if not user_can_edit_instance(request.user, translation.get_target_instance()):
        raise PermissionDenied
    file = request.FILES.get("file")
    try:
        check_belongs(read_po_file(_content(file)), translation)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    file.seek(0)
    return upload_pofile(request, translation_id)
