from pathlib import Path

import pytest
from django.db import connection

from shanyraq.platform.search import documents
from shanyraq.platform.search.feed import triggers
from shanyraq.platform.search.queries import staff_choices
from tests.platform.search.feed import clubs as clubs_source
from tests.platform.search.shelf import Shelf, look


@pytest.fixture
def folder(settings, tmp_path):
    """An empty folder for the index of this node, and no source but those that the test registers."""
    settings.SEARCH_FOLDER = str(tmp_path / "search")
    before = documents.sources()
    for name in before:
        documents.unregister(name)
    staff_choices.forget()
    look()
    yield Path(settings.SEARCH_FOLDER)
    for name in documents.sources():
        documents.unregister(name)
    for source in before.values():
        documents.register(source)
    staff_choices.forget()
    look()


@pytest.fixture
def shelf(folder):
    """A shelf whose documents are found as soon as it is told to ``index``."""
    made = Shelf()
    documents.register(made.source())
    return made


@pytest.fixture
def clubs(folder, transactional_db):
    """Clubs are findable and nothing else; the triggers are those of their tables."""
    with connection.schema_editor() as editor:
        editor.create_model(clubs_source.Club)
        editor.create_model(clubs_source.Badge)
    documents.register(clubs_source.source())
    triggers.install()
    _forget_marks()
    yield clubs_source
    connection.close()  # with whatever the test left open
    with connection.schema_editor() as editor:
        editor.delete_model(clubs_source.Club)
        editor.delete_model(clubs_source.Badge)
    _forget_marks()


def _forget_marks():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_change")
        cursor.execute("UPDATE search_feed SET trimmed_below = '0'")
