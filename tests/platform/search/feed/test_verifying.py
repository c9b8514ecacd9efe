import pytest

from shanyraq.platform.search.documents import unregister
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.engine.writing import Writer
from shanyraq.platform.search.feed.building import build
from shanyraq.platform.search.feed.verifying import differences as told
from tests.platform.search.feed.clubs import Club
from tests.platform.search.feed.conftest import catch_up, differences
from tests.platform.search.shelf import TRANSACTIONS, document, look

pytestmark = TRANSACTIONS


def change_index(change):
    with Writer(generations.current()) as writer:
        change(writer)
        writer.commit(writer.position())


def test_every_kind_of_difference_is_told(clubs):
    names = ("сәйкес", "жоқ", "екі рет", "ескі")
    right, missing, twice, stale = Club.objects.bulk_create(Club(name=name) for name in names)
    build()
    surplus = document(999_999, "артық", source="club")

    def change(writer):
        writer.remove([f"club:{missing.pk}"])
        writer.add_new(clubs.documents([str(twice.pk)]))
        writer.put([document(stale.pk, "басқа атау", source="club")])
        writer.add_new([surplus, document("1", "жоқ бөлме", source="gone")])

    change_index(change)
    assert differences() == sorted(
        [
            ("missing", f"club:{missing.pk}"),
            ("twice", f"club:{twice.pk}"),
            ("stale", f"club:{stale.pk}"),
            ("surplus", surplus.number),
            ("surplus", "gone:1"),
        ]
    )
    assert right.pk


def test_no_difference_after_removals_and_changes(follower):
    made = Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(10))
    catch_up(follower)
    made[0].delete()
    Club.objects.filter(pk=made[1].pk).update(name="басқа")
    catch_up(follower)
    assert differences() == []


def test_source_that_is_gone_leaves_a_surplus(clubs):
    club = Club.objects.create(name="клуб")
    build()
    unregister("club")
    assert differences() == [("surplus", f"club:{club.pk}")]


def test_progress_is_told(clubs):
    Club.objects.bulk_create(Club(name=f"клуб {number}") for number in range(3))
    build()
    look()
    seen = []
    assert list(told(lambda *each: seen.append(each))) == []
    assert seen == [("club", 3)]


def test_without_an_index_nothing_is_compared(clubs):
    with pytest.raises(NoIndex):
        list(told())
