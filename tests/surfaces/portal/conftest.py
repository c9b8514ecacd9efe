"""What tests of the portal share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.factories.portal import SectionPageFactory, make_home
from tests.keeping import kept_by_module


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Texts for people are compared in the language of the sources."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def kept_home(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """``home``, made once for a module whose tests all use this fixture (``usefixtures``)."""
    with kept_by_module(django_db_blocker):
        with django_db_blocker.unblock(), translation.override("en"):
            home = make_home()
        yield home


@pytest.fixture(scope="module")
def kept_section(kept_home: Any, django_db_blocker: DjangoDbBlocker) -> Any:
    """``section``, in the same way."""
    with django_db_blocker.unblock(), translation.override("en"):
        return _make_section(afresh(kept_home))


@pytest.fixture
def home(db: None, request: pytest.FixtureRequest) -> Any:
    """The Kazakh home page of a site in eight languages."""
    if "kept_home" in request.fixturenames:
        return afresh(request.getfixturevalue("kept_home"))
    return make_home()


@pytest.fixture
def section(home: Any, request: pytest.FixtureRequest) -> Any:
    """A published section below home."""
    if "kept_section" in request.fixturenames:
        return afresh(request.getfixturevalue("kept_section"))
    return _make_section(home)


def afresh(kept: Any) -> Any:
    """A page as the database has it: what a test does to it leaves *kept* alone."""
    return type(kept).objects.get(pk=kept.pk)


def _make_section(home: Any) -> Any:
    return SectionPageFactory(parent=home, title="Жаңалықтар", slug="news", listing="news")
