"""What workers do for the search."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from shanyraq.platform.search.feed import marks
from shanyraq.platform.search.models import MissedSearch
from shanyraq.platform.search.tasks import tidy


@pytest.mark.django_db
def test_old_marks_and_misses_go_and_new_ones_stay() -> None:
    today = timezone.localdate()
    for words, age in (("ескі", 366), ("жаңа", 364)):
        MissedSearch.objects.create(words=words, language="kk", last_date=today - timedelta(days=age))
    with connection.cursor() as cursor:
        # a mark of a transaction that ended long ago, and one of a moment ago
        cursor.execute(
            "INSERT INTO search_change (xact, source, key, at) "
            "VALUES ('3', 'shelf', 'old', now() - interval '8 days')"
        )
    marks.mark_changed("shelf", ["new"])
    tidy(0)
    assert [miss.words for miss in MissedSearch.objects.all()] == ["жаңа"]
    kept = [mark.key for mark in marks.marks_since(0) if mark.source == "shelf"]
    assert kept == ["new"]
    assert marks.trimmed_below() == 4
