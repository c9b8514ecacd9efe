import pytest
from django.db import connection

from shanyraq.platform.search.documents import Table, register, unregister
from shanyraq.platform.search.feed import triggers
from shanyraq.platform.search.feed.marks import marks_since
from tests.platform.search.feed.clubs import Club
from tests.platform.search.shelf import TRANSACTIONS

pytestmark = TRANSACTIONS


def installed():
    """Name and identity of every trigger of ours on the tables of the tests."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, oid FROM pg_trigger WHERE starts_with(tgname, %s) "
            "AND tgrelid IN ('search_tests_club'::regclass, 'search_tests_badge'::regclass)",
            [triggers.PREFIX],
        )
        return dict(cursor.fetchall())


def test_install_makes_what_is_declared_and_nothing_twice(clubs):
    before = installed()
    assert set(before) == {name for _table, name in triggers.declared()}
    assert len(before) == 6
    triggers.install()
    assert installed() == before


def test_install_drops_what_nobody_declares(clubs):
    unregister("club")
    triggers.install()
    assert installed() == {}
    Club.objects.create(name="абай")
    assert marks_since(0) == []


def test_long_names_stay_apart_and_are_installed_once(clubs):
    name = "көрмелер-мен-жәрмеңкелердің-тізілімі"
    register(
        clubs.source(
            name,
            tables=(Table("search_tests_club", "id"), Table("search_tests_club", "name", spread="named")),
        )
    )
    triggers.install()
    before = installed()
    assert len(before) == 12
    assert all(len(each.encode()) <= triggers.LONGEST_NAME for each in before)
    triggers.install()
    assert installed() == before
    club = Club.objects.create(name="абай")
    assert sorted((mark.source, mark.key) for mark in marks_since(0)) == [
        ("club", str(club.pk)),
        (name, str(club.pk)),
        (f"{name}/named", "абай"),
    ]


def test_quotes_in_names_are_only_text(clubs):
    register(clubs.source('it\'s "so"', tables=(Table("search_tests_club", "id"),)))
    triggers.install()
    Club.objects.create(name="абай")
    assert {mark.source for mark in marks_since(0)} == {"club", 'it\'s "so"'}


def test_table_that_is_not_there_yet_is_passed_over(clubs):
    register(clubs.source("later", tables=(Table("not_migrated_yet", "id"),)))
    triggers.install()
    assert len(installed()) == 6


@pytest.mark.parametrize("name", ["a:b", "a/b", "club"])
def test_name_of_a_source_is_its_own(clubs, name):
    with pytest.raises(ValueError, match="a source cannot be called"):
        register(clubs.source(name))
