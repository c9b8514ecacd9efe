"""What the tests of digital editions share."""

from __future__ import annotations

import shutil

import pytest
from django.utils import translation

from shanyraq.domains.library.network.models import StaffRole
from shanyraq.domains.library.reading.formats.programs import recognition_languages
from tests.factories.library import MemberFactory, PostFactory
from tests.factories.library_reading import digital

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
needs_tesseract = pytest.mark.skipif(
    not recognition_languages() >= {"kaz", "rus", "eng", "ara"},
    reason="tesseract-ocr is not installed with kaz, rus, eng and ara",
)


@pytest.fixture(autouse=True)
def in_kazakh():
    """Whatever language an earlier test left behind."""
    with translation.override("kk"):
        yield


@pytest.fixture
def member(db):
    return MemberFactory(code="ulttyq")


@pytest.fixture
def operator(member):
    return PostFactory(library=member, role=StaffRole.DIGITISATION).user


@pytest.fixture
def head(member):
    return PostFactory(library=member, role=StaffRole.HEAD).user


@pytest.fixture
def beginning(member):
    """A digital edition without files."""
    return digital(member, state="uploaded", access_class="staff", published_at=None)
