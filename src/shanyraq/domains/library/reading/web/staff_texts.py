"""Staff's page to correct the recognised text of a page: each printed line beside its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shanyraq.domains.library.reading.actions.corrections import correct_page, restore_version
from shanyraq.domains.library.reading.formats.corrections import LONGEST_LINE, lines_as_text
from shanyraq.domains.library.reading.formats.words import Box, PageWords
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.queries.corrections import (
    latest_number,
    neighbours,
    versions_of,
    words_of,
)
from shanyraq.domains.library.reading.states import TextOrigin
from shanyraq.domains.library.reading.web.page_context import leaf_of
from shanyraq.domains.library.reading.web.staff_editions import common, keeping
from shanyraq.kernel.errors import Refusal

MARGIN = 8
"""Pixels of the picture shown around a line."""
WIDEST = 1200


@dataclass(frozen=True, slots=True)
class EditedLine:
    """A printed line in the form: its field, its text, its place in the picture, and its picture."""

    name: str
    text: str
    box: Box
    picture: str
    is_first: bool

    @property
    def place(self) -> str:
        """x, y, width and height, for the script that shows the line on the whole page."""
        return ",".join(map(str, self.box))


@keeping
@require_http_methods(["GET", "HEAD", "POST"])
def correct_text(request: HttpRequest, edition: DigitalEdition, number: int) -> HttpResponse:
    """The lines of a page, to be typed anew. A refusal keeps what was typed."""
    page = _page(edition, number)
    words = words_of(page)
    if request.method == "POST" and words is not None:
        return _correct(request, edition, page=page, words=words)
    return _form(request, edition, page=page, words=words)


def _page(edition: DigitalEdition, number: int) -> DigitalPage:
    page = books.page_at(edition, number)
    if page is None:
        raise Http404
    page.edition = edition
    return page


def _correct(
    request: HttpRequest, edition: DigitalEdition, *, page: DigitalPage, words: PageWords
) -> HttpResponse:
    typed = _typed(request, words)
    try:
        version = correct_page(
            page=page, texts=typed, seen=_seen(request), is_checked="is_checked" in request.POST,
            actor=request.user, at=timezone.now(),
        )  # fmt: skip  # each line is one thought
    except Refusal as refusal:
        messages.error(request, str(refusal))
        response = _form(request, edition, page=page, words=words, typed=typed)
        response.status_code = 409 if refusal.code == "changed_meanwhile" else 422
        return response
    if version is None:
        messages.info(request, _("Nothing was changed."))
    else:
        count = version.changed_lines
        said = ngettext("%(count)d line is corrected.", "%(count)d lines are corrected.", count)
        messages.success(request, said % {"count": count})
    _before, after = neighbours(edition, page)
    goes_on = "next" in request.POST and after is not None
    return redirect("library_reading:staff_text", edition.public_id, after if goes_on else page.number)


def _typed(request: HttpRequest, words: PageWords) -> list[list[str]]:
    """What was typed into each line; a line that did not come is as it was."""
    return [
        [
            request.POST.get(f"line-{at}-{place}", text).replace("\x00", "")[:LONGEST_LINE]
            for place, text in enumerate(block)
        ]
        for at, block in enumerate(lines_as_text(words))
    ]


def _seen(request: HttpRequest) -> int:
    given = request.POST.get("seen", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else -1


def _form(
    request: HttpRequest,
    edition: DigitalEdition,
    *,
    page: DigitalPage,
    words: PageWords | None,
    typed: list[list[str]] | None = None,
) -> HttpResponse:
    before, after = neighbours(edition, page)
    content = books.text_of(page)
    context: dict[str, Any] = {
        **common(request, edition, "pages"),
        "page": page,
        "leaf": leaf_of(page),
        "lines": _lines(page, words, typed) if words else [],
        "seen": latest_number(page),
        "versions": versions_of(page)[:50],
        "before": before,
        "after": after,
        "is_checked": content is not None and content.origin == TextOrigin.HAND,
        "confidence": content.confidence if content else None,
        "text_language": books.language_tag(edition),
        "text_direction": "rtl" if books.is_written_rtl(edition) else "ltr",
    }
    return render(request, "library/reading/staff_text.html", context)


def _lines(page: DigitalPage, words: PageWords, typed: list[list[str]] | None) -> list[EditedLine]:
    texts = typed or lines_as_text(words)
    base = leaf_of(page).picture
    return [
        EditedLine(
            name=f"line-{at}-{place}",
            text=texts[at][place],
            box=line.box,
            picture=_picture(base, line.box, page) if base else "",
            is_first=place == 0,
        )
        for at, block in enumerate(words.blocks)
        for place, line in enumerate(block)
    ]


def _picture(base: str, box: Box, page: DigitalPage) -> str:
    """The address of the picture of a line, with a little around it."""
    left, top = max(0, box.x - MARGIN), max(0, box.y - MARGIN)
    width = min(page.width - left, box.x + box.width + MARGIN - left)
    height = min(page.height - top, box.y + box.height + MARGIN - top)
    if width <= 0 or height <= 0:
        return ""
    return f"{base}/{left},{top},{width},{height}/{min(width, WIDEST)},/0/default.jpg"


@keeping
@require_POST
def restore(request: HttpRequest, edition: DigitalEdition, number: int) -> HttpResponse:
    """Bring an earlier version back."""
    page = _page(edition, number)
    given = request.POST.get("version", "")
    wanted = int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0
    try:
        restore_version(page=page, number=wanted, seen=_seen(request), actor=request.user, at=timezone.now())
        messages.success(request, _("The earlier text is back."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library_reading:staff_text", edition.public_id, page.number)
