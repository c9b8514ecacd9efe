"""Editions that a later record shows to be one."""

import pytest

from shanyraq.domains.library.catalogue.actions.bridging import join_sure_pairs
from shanyraq.domains.library.catalogue.actions.merging import keep_apart, undo
from shanyraq.domains.library.catalogue.models import ClusterAction, DoubtfulPair, Edition, Record
from shanyraq.domains.library.catalogue.queries.clusters import current_edition
from shanyraq.domains.library.catalogue.tasks import join_pairs
from tests.factories.accounts import UserFactory
from tests.factories.clustering import LATER, bring, change
from tests.factories.descriptions import ISBN, described

pytestmark = pytest.mark.django_db
BRIDGE = described(isbns=[ISBN], publishers=["Атамұра", "Мектеп"])


@pytest.fixture
def books() -> list[Record]:
    """Two records that have little in common but the book, and one that has what both have."""
    apart = bring(described(author="", isbns=[ISBN], publishers=["Атамұра"], extent=None), code="almaty")
    apart += bring(described(publishers=["Мектеп"], extent=None), code="semey")
    assert apart[0].edition_id != apart[1].edition_id
    return [*apart, *bring(BRIDGE)]


def test_two_editions_that_a_record_bridges_become_one(books: list[Record]) -> None:
    gone = Edition.objects.get(pk=books[1].edition_id)
    join_pairs(timestamp=0)
    assert len(set(Record.objects.values_list("edition", flat=True))) == 1
    assert current_edition(gone.public_id) == books[0].edition
    action = ClusterAction.objects.get(kind="merge_editions")
    assert (action.actor_id, action.moves["records"]) == (None, [[books[1].pk, gone.pk, books[0].edition_id]])
    assert not DoubtfulPair.objects.filter(closed_at=None, level="edition").exists()
    assert join_sure_pairs(at=LATER) == 0


def test_what_a_person_took_apart_again_stays_apart(books: list[Record]) -> None:
    assert join_sure_pairs(at=LATER) == 1
    undo(action=ClusterAction.objects.get(kind="merge_editions"), actor=UserFactory(), at=LATER)
    change(books[2], {**BRIDGE, "extent": "351 б."})
    assert join_sure_pairs(at=LATER) == 0
    assert len(set(Record.objects.values_list("edition", flat=True))) == 2


def test_a_persons_word_is_not_overruled(books: list[Record]) -> None:
    one, other = books[0].edition, books[1].edition
    keep_apart(level="edition", edition=one, other=other, actor=UserFactory(), at=LATER)
    DoubtfulPair.objects.filter(level="edition").update(closed_at=None, points=99)
    assert join_sure_pairs(at=LATER) == 0


def test_a_pair_that_is_still_doubtful_waits() -> None:
    bring(described(extent=None), described(extent=None, publishers=["Мектеп"]))
    DoubtfulPair.objects.update(points=99)
    assert join_sure_pairs(at=LATER) == 0
    assert DoubtfulPair.objects.filter(closed_at=None).exists()
