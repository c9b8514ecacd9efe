import pytest
from django.db import connection
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.notifications import kinds
from shanyraq.platform.notifications.kinds import Kind

NEWS = Kind("test_news", _("Your account"))


@pytest.fixture(autouse=True)
def news_kind(monkeypatch):
    """A kind that people may stop, known for the length of a test."""
    monkeypatch.setitem(kinds._kinds, NEWS.name, NEWS)
    return NEWS


@pytest.fixture
def empty_queue(transactional_db):
    """The queue's tables are not emptied between tests as ours are."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
