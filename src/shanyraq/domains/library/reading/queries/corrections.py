"""What staff sees when it corrects the text of a page."""

from __future__ import annotations

import zlib

from django.db.models import QuerySet

from shanyraq.domains.library.reading.formats.alto import BrokenAlto, read_alto
from shanyraq.domains.library.reading.formats.words import PageWords
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage, TextVersion
from shanyraq.domains.library.reading.states import PageForm, PageState

LARGEST_ALTO = 40_000_000
"""Bytes of one page's ALTO that are unpacked at most."""


def words_of(page: DigitalPage) -> PageWords | None:
    """The words of a page as its ALTO has them; None where it has none that can be read."""
    if not page.alto or page.state != PageState.READY or page.form != PageForm.IMAGE:
        return None
    try:
        with page.alto.open("rb") as file:
            return read_alto(file.read())
    except (BrokenAlto, FileNotFoundError):
        return None


def words_in(version: TextVersion) -> PageWords:
    """The words of a version. :raises BrokenAlto: which its writer never makes."""
    return read_alto(zlib.decompressobj().decompress(bytes(version.alto), LARGEST_ALTO))


def versions_of(page: DigitalPage) -> QuerySet[TextVersion]:
    """The versions, the present one first, without their texts."""
    return page.text_versions.select_related("made_by").defer("alto").order_by("-number")


def latest_number(page: DigitalPage) -> int:
    """The number of the present version; 0 for a text that was never corrected."""
    return page.text_versions.order_by("-number").values_list("number", flat=True).first() or 0


def neighbours(edition: DigitalEdition, page: DigitalPage) -> tuple[int | None, int | None]:
    """The places of the pages with text before and after this one."""
    written = edition.pages.exclude(alto="").filter(form=PageForm.IMAGE, state=PageState.READY)
    places = written.values_list("number", flat=True)
    before = places.filter(number__lt=page.number).order_by("-number").first()
    return before, places.filter(number__gt=page.number).order_by("number").first()
