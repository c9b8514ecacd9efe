"""The demonstration's readers, loans and holds."""

from benchmarks.library_desks_truth import contradictions
from shanyraq.domains.library.catalogue.models import Edition
from shanyraq.domains.library.lending import demo
from shanyraq.domains.library.lending.models import Hold, Loan, ReadingList
from shanyraq.domains.library.network.models import Reader
from tests.factories import lending as make
from tests.factories.accounts import UserFactory


def test_load_fills_the_desks_keeps_every_rule_and_changes_nothing_the_second_time(house):
    branches = [house.main, house.hall, house.other]
    for number in range(24):
        make.make_item(make.make_edition(f"Кітап {number}"), branches[number % 3])
    editions = list(Edition.objects.order_by("pk"))
    owner = UserFactory()
    first = demo.load(branches, editions, owner=owner)
    assert first["readers"] == len(demo.NAMES)
    assert first["loans"] >= 8
    assert first["holds"] >= 8
    assert {"queued", "ready"} <= set(Hold.objects.values_list("state", flat=True))
    assert owner.library_reader.name == demo.NAMES[0]
    before = (Loan.objects.count(), Hold.objects.count(), Reader.objects.count(), ReadingList.objects.count())
    assert demo.load(branches, editions, owner=owner) == first
    after = (Loan.objects.count(), Hold.objects.count(), Reader.objects.count(), ReadingList.objects.count())
    assert after == before
    assert list(contradictions()) == []


def test_load_without_a_live_branch_or_a_book_does_nothing(house):
    assert demo.load([], list(Edition.objects.all())) == {"readers": 0, "loans": 0, "holds": 0}
    assert demo.load([house.main], []) == {"readers": 0, "loans": 0, "holds": 0}
    assert not Reader.objects.filter(name__in=demo.NAMES).exists()
