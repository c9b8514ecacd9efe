"""A member with two branches, profiles, and files of records made by hand."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from shanyraq.domains.library.catalogue.actions.imports import start_import
from shanyraq.domains.library.catalogue.actions.imports_running import run_import
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data
from shanyraq.domains.library.catalogue.formats.writing import to_iso2709
from shanyraq.domains.library.catalogue.models import ImportRun, MappingProfile
from shanyraq.domains.library.network.models import Branch, Library

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def book(number: str, title: str = "Абай жолы", *more: Field, status: str = "n") -> bytes:
    """A record of a book in ISO 2709, with *more* fields."""
    fields = [
        control("001", number),
        control("008", "260101s1942    kz            000 1 kaz d"),
        data("100", "1 ", ("a", "Әуезов, Мұхтар Омарханұлы,"), ("d", "1897-1961.")),
        data("245", "10", ("a", f"{title} /"), ("c", "М. Әуезов.")),
        *more,
    ]
    return to_iso2709(MarcRecord(f"00000{status}am a2200000 a 4500", [each for each in fields if each.tag]))


def copy(branch: str, barcode: str = "", number: str = "", mark: str = "84(5Қ)6") -> Field:
    """A holdings field of MARC 21."""
    given = (("b", branch), ("j", mark), ("t", number), ("p", barcode))
    return data("852", "  ", *((code, text) for code, text in given if text))


@pytest.fixture
def member(db: None) -> Library:
    library = Library.objects.create(
        code="pilot", name={"kk": "Қалалық кітапхана"}, kind="city", state="live"
    )
    for code in ("central", "children"):
        Branch.objects.create(library=library, code=code, name={"kk": code})
    return library


@pytest.fixture
def profile(db: None) -> MappingProfile:
    return MappingProfile.objects.get(code="marc21")


Import = Callable[..., ImportRun]


@pytest.fixture
def import_(member: Library, profile: MappingProfile) -> Import:
    """Imports bytes for the member and gives the finished run."""

    def run(content: bytes, *, using: MappingProfile | None = None, **options: Any) -> ImportRun:
        file = io.BytesIO(content)
        started = start_import(
            library=member, profile=using or profile, file=file, file_name="books.mrc", at=AT, options=options
        )
        return run_import(run=started, file=file)

    return run
