"""An index of the catalogue for tests, built at once instead of by the process that follows the feed."""

import pytest

from shanyraq.domains.library.catalogue import indexing
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.writing import Writer
from shanyraq.platform.search.queries import staff_choices
from tests.platform.search.shelf import look


@pytest.fixture
def index(settings, tmp_path):
    """Call it to make all editions findable as they are now."""
    settings.SEARCH_FOLDER = str(tmp_path / "search")
    staff_choices.forget()
    look()

    def build():
        folder = generations.begin()
        with Writer(folder) as writer:
            writer.add_new(list(indexing.documents(list(indexing.keys()))))
            writer.commit({})
        generations.swap(folder)
        look()

    yield build
    staff_choices.forget()
    look()
