"""Whether two publications of a page say the same."""

from __future__ import annotations

import hashlib
import json

from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def text_digest(page: Page) -> str:
    """SHA-256 of the words that a translator would be given, in their order.

    Dates, coordinates, pictures and the order of unchanged rows are no words: they do not make a translation
    stale, and ``actions.facts`` brings them over by itself.
    """
    segments = extract_segments(page.specific)
    words = [segment.string.data for segment in segments if isinstance(segment, StringSegmentValue)]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()
