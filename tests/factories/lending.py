"""Libraries, copies and readers for tests of lending."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from shanyraq.domains.library.catalogue.models import Edition, Item, MappingProfile, Record, Work
from shanyraq.domains.library.lending.actions.readers import keep_name
from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.network.models import Branch, Library, Reader, StaffPost
from shanyraq.kernel.identifiers import new_public_id
from tests.factories.accounts import UserFactory

AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # a Monday, noon in Almaty
DAY = date(2026, 11, 23)
_numbers = itertools.count(1)


def make_library(code: str = "nlrk", **fields: Any) -> Library:
    return Library.objects.create(
        code=code, name={"kk": code.upper()}, kind="national", **{"state": "live", **fields}
    )


def make_branch(library: Library | None = None, code: str = "main", **fields: Any) -> Branch:
    library = library or Library.objects.filter(code="nlrk").first() or make_library()
    name = {"kk": f"{library.code} {code}"}
    return Branch.objects.create(library=library, code=code, **{"name": name, **fields})


def make_rule(library: Library | None = None, **fields: Any) -> LendingRule:
    """A version of a rule; the network's own takes the place of the one that the migrations made."""
    day = date(2025, 1, 1)
    return LendingRule.objects.create(library=library, **{"in_force_from": day, **fields})


def make_edition(title: str = "Абай жолы") -> Edition:
    work = Work.objects.create(title=title, language="kaz")
    return Edition.objects.create(work=work, title=title, kind="book", language="kaz", changed_at=AT)


def make_item(edition: Edition, branch: Branch, **fields: Any) -> Item:
    profile, _made = MappingProfile.objects.get_or_create(
        code="test", defaults={"name": "Test", "flavour": "marc21"}
    )
    number = next(_numbers)
    record = Record.objects.create(
        library=branch.library,
        control_number=f"t{number}",
        profile=profile,
        format="iso2709",
        encoding="utf-8",
        original=b"",
        digest=number.to_bytes(16, "big"),
        edition=edition,
        changed_at=AT,
    )
    return Item.objects.create(record=record, branch=branch, **{"barcode": f"KZ{number:08}", **fields})


def make_reader(library: Library, **fields: Any) -> Reader:
    number = next(_numbers)
    given = {"card_number": new_public_id(), "name": f"Reader {number}", "email": f"r{number}@example.kz"}
    reader = Reader.objects.create(home_library=library, registered_at=AT, **{**given, **fields})
    keep_name(reader)
    return reader


def make_librarian(branch: Branch, role: str = "circulation") -> Librarian:
    user = UserFactory(email=f"desk{next(_numbers)}@example.kz")
    StaffPost.objects.create(user=user, library=branch.library, role=role, since=AT)
    return Librarian(user.pk, branch)
