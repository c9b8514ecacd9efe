"""Noting what readers looked for in vain, without noting anything of them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from django.db.models import F
from django.utils import timezone

from shanyraq.platform.search.models import MissedSearch
from shanyraq.platform.search.queries.staff_choices import pin_key

LONGEST = 120
MOST_WORDS = 8
KEPT: Final = timedelta(days=365)
"""A search without result that nobody repeated for so long is forgotten."""
# A name, a number of a person, an address: what may speak of somebody is not kept.
_PERSONAL = re.compile(r"@|https?:|(?:\d[\s().-]*){6,}|\+\d")


def note_miss(*, words: str, language: str) -> bool:
    """Count one more search for *words* that found nothing.

    Returns whether it was noted: words with an address or a longer number, and very long ones, are not.
    """
    key = pin_key(words)
    if not key or len(key) > LONGEST or len(key.split()) > MOST_WORDS or _PERSONAL.search(words):
        return False
    today = timezone.localdate()
    MissedSearch.objects.bulk_create(
        [MissedSearch(words=key, language=language, times=0, last_date=today)], ignore_conflicts=True
    )
    MissedSearch.objects.filter(words=key, language=language).update(times=F("times") + 1, last_date=today)
    return True


def forget_old_misses() -> int:
    """Remove what nobody searched in vain for ``KEPT``; returns how many went."""
    removed, _ = MissedSearch.objects.filter(last_date__lt=timezone.localdate() - KEPT).delete()
    return removed
