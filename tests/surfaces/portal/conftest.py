"""What tests of the portal share."""

from typing import Any

import pytest

from tests.factories.portal import SectionPageFactory, make_home


@pytest.fixture
def home(db: None) -> Any:
    """The Kazakh home page of a site in eight languages."""
    return make_home()


@pytest.fixture
def section(home: Any) -> Any:
    """A published section below home."""
    return SectionPageFactory(parent=home, title="Жаңалықтар", slug="news", listing="news")
