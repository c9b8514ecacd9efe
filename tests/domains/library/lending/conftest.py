"""What the tests of lending share: two libraries, a book with a copy, readers, a desk."""

from dataclasses import dataclass

import pytest

from shanyraq.domains.library.catalogue.models import Edition, Item
from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.network.models import Branch, Reader
from tests.factories import lending as make


@dataclass
class House:
    """A library with two branches, another library, one book with one copy, three readers."""

    main: Branch
    hall: Branch
    other: Branch
    edition: Edition
    item: Item
    reader: Reader
    second: Reader
    third: Reader
    desk: Librarian
    hall_desk: Librarian
    other_desk: Librarian
    rule: LendingRule


def build_house() -> House:
    main = make.make_branch()
    hall = make.make_branch(main.library, "hall")
    other = make.make_branch(make.make_library("oblast"))
    edition = make.make_edition()
    readers = [make.make_reader(main.library) for _number in range(3)]
    return House(
        main,
        hall,
        other,
        edition,
        make.make_item(edition, main),
        *readers,
        make.make_librarian(main),
        make.make_librarian(hall),
        make.make_librarian(other),
        make.make_rule(loan_days=14, max_renewals=2, max_loans=3, max_holds=2, hold_shelf_days=5),
    )


@pytest.fixture
def house(db: None) -> House:
    return build_house()
