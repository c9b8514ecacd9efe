"""Kept pages follow the portal's tables."""

import pytest
from django.db import connection

from shanyraq.platform.page_cache.tables import GUARDED, TRIGGER


@pytest.mark.django_db
def test_every_table_that_pages_are_made_of_is_watched() -> None:
    with connection.cursor() as cursor:
        cursor.execute(GUARDED, [TRIGGER])
        watched = {row[0] for row in cursor.fetchall()}
    assert {"portal_newspage", "portal_menuitem", "portal_picture", "wagtailcore_page"} <= watched
    assert "portal_picturerendition" not in watched
