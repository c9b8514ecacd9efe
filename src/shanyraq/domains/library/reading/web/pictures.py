"""Pictures of pages for ``platform/imaging`` (``page:<row>.<version>``), and pictures inside EPUBs."""

from __future__ import annotations

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from shanyraq.domains.library.reading.models import BookPicture, DigitalEdition, DigitalPage
from shanyraq.domains.library.reading.queries.access import Visitor, decide
from shanyraq.domains.library.reading.web.visitors import known_edition, refused, visitor_of
from shanyraq.platform.imaging import sources
from shanyraq.platform.imaging.copies import local_path

PREFIX = "page"
HOLDS_SECONDS = 2.0
"""For how long another node may still show a picture after a takedown or the end of a loan."""
SHARED_SECONDS = 300
"""For how long a proxy or CDN may still give out the picture of a book that was open to everybody."""
_NAME = re.compile(r"(\d{1,18})\.([0-9a-f]{8})")
_VERSION = re.compile(r"-([0-9a-f]{8})\.tif$")


def version_of(page: DigitalPage) -> str:
    """The fingerprint of a page's picture; empty for none."""
    found = _VERSION.search(page.image.name or "")
    return found[1] if found else ""


def picture_base(page: DigitalPage) -> str:
    """The path of a page's picture in the Image API 3; empty where there is no picture."""
    return f"/iiif/3/{PREFIX}:{page.pk}.{version_of(page)}" if page.has_picture else ""


class PagePictures:
    """Where pages' pictures lie and who may see them. Every book is a group of its own."""

    def locate(self, name: str) -> sources.Picture | None:
        """The pyramid of a page; open to all only while nobody at all would be refused. One query."""
        match = _NAME.fullmatch(name)
        page = (
            DigitalPage.objects.select_related("edition").filter(pk=int(match[1])).exclude(image="").first()
            if match
            else None
        )
        if page is None or match is None or version_of(page) != match[2]:
            return None
        return sources.Picture(
            path=local_path(page.image.storage, str(page.image.name)),
            version=match[2],
            group=None if decide(page.edition, Visitor()).is_open else page.edition.public_id,
            rights=page.edition.rights or None,
            holds=HOLDS_SECONDS,
            shared_seconds=SHARED_SECONDS,
        )

    def may_see(self, group: str, request: HttpRequest) -> sources.Decision:
        """Whether the visitor may read the book."""
        edition = DigitalEdition.objects.filter(public_id=group).first()
        if edition is None:
            return sources.Decision(is_allowed=False, holds=0)
        is_allowed = decide(edition, visitor_of(request)).is_allowed
        return sources.Decision(is_allowed=is_allowed, holds=HOLDS_SECONDS)


def connect() -> None:
    """Register the pictures; called once when the room is ready."""
    sources.register(PREFIX, PagePictures())


@require_safe
def show_book_picture(request: HttpRequest, public_id: str, picture_id: int) -> HttpResponseBase:
    """A picture inside an EPUB, as the picture it was when it was taken in."""
    edition, decision = known_edition(request, public_id)
    if not decision:
        return refused(decision)
    picture = BookPicture.objects.filter(edition=edition, pk=picture_id).first()
    if picture is None or not picture.file:
        raise Http404
    response: HttpResponse | FileResponse = FileResponse(picture.file.open("rb"), content_type=picture.mime)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400" if decision.is_open else "private, no-store"
    return response
