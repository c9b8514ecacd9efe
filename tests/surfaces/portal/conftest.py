"""What tests of the portal share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.factories.portal import SectionPageFactory, make_home


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Texts for people are compared in the language of the sources."""
    with translation.override("en"):
        yield


@pytest.fixture
def home(db: None) -> Any:
    """The Kazakh home page of a site in eight languages."""
    return make_home()


@pytest.fixture
def section(home: Any) -> Any:
    """A published section below home."""
    return SectionPageFactory(parent=home, title="Жаңалықтар", slug="news", listing="news")
