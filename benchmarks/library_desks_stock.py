"""The little library over which fifty desks fight: few copies, few readers, three branches."""

from __future__ import annotations

from datetime import date

from benchmarks.library_desks import AT, Stock
from shanyraq.domains.library.catalogue.models import Edition, Item, MappingProfile, Record, Work
from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.network.models import Branch, Library, Reader
from shanyraq.kernel.identifiers import new_public_id
from shanyraq.platform.accounts.models import User

EDITIONS, COPIES, READERS = 25, 2, 40


def stock() -> Stock:
    """Two libraries with three branches, 25 books in two copies each, 40 readers."""
    libraries = [_library("desks-a"), _library("desks-b")]
    branches = [_branch(libraries[0], "one"), _branch(libraries[0], "two"), _branch(libraries[1], "one")]
    user = User.objects.create_user("desks@example.kz")
    for library in libraries:
        LendingRule.objects.create(library=library, in_force_from=date(2021, 1, 1), max_loans=6, max_holds=4)
    editions = [_edition(number) for number in range(EDITIONS)]
    items = [
        _item(edition, branches[(place + copy) % 3])
        for place, edition in enumerate(editions)
        for copy in range(COPIES)
    ]
    readers = [_reader(libraries[number % 2], number) for number in range(READERS)]
    librarians = [Librarian(user.pk, branch) for branch in branches]
    return Stock(
        [item.pk for item in items],
        [reader.pk for reader in readers],
        [edition.pk for edition in editions],
        librarians,
    )


def _library(code: str) -> Library:
    return Library.objects.create(code=code, name={"kk": code}, kind="city", state="live")


def _branch(library: Library, code: str) -> Branch:
    return Branch.objects.create(library=library, code=code, name={"kk": code})


def _edition(number: int) -> Edition:
    title = f"Кітап {number}"
    work = Work.objects.create(title=title)
    return Edition.objects.create(work=work, title=title, kind="book", changed_at=AT)


def _item(edition: Edition, branch: Branch) -> Item:
    profile, _made = MappingProfile.objects.get_or_create(code="desks", defaults={"name": "Desks"})
    number = Record.objects.count()
    record = Record.objects.create(
        library=branch.library,
        control_number=f"desks-{number}",
        profile=profile,
        format="iso2709",
        encoding="utf-8",
        original=b"",
        digest=number.to_bytes(16, "big"),
        edition=edition,
        changed_at=AT,
    )
    return Item.objects.create(record=record, branch=branch, barcode=f"DESKS{number:06}")


def _reader(library: Library, number: int) -> Reader:
    return Reader.objects.create(
        card_number=new_public_id(),
        name=f"Оқырман {number}",
        email=f"desks{number}@example.kz",
        home_library=library,
        registered_at=AT,
    )
