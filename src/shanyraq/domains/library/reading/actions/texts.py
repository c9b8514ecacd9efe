"""The text of a page as readers, programs and the search have it."""

from __future__ import annotations

from shanyraq.domains.library.reading.formats.boxes import pack
from shanyraq.domains.library.reading.formats.words import PageWords, running_text
from shanyraq.domains.library.reading.models import DigitalPage, PageText
from shanyraq.domains.library.reading.queries.analysing import page_terms
from shanyraq.domains.library.reading.states import TextOrigin


def keep_text(*, page: DigitalPage, words: PageWords | None, language: str, origin: str) -> PageText:
    """Write the text of a page with its boxes and terms, in the place of what was there."""
    text, placed = running_text(words) if words else ("", [])
    row, _created = PageText.objects.update_or_create(
        page=page,
        defaults={
            "text": text,
            "language": language,
            "origin": origin if text or words else TextOrigin.NONE,
            "confidence": words.confidence if words else None,
            "boxes": pack(placed),
            "terms": page_terms(text, language),
            "html": "",
        },
    )
    return row
