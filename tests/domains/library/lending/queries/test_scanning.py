"""Readers are found by name in whatever letters a librarian has at hand."""

import pytest

from shanyraq.domains.library.lending.actions.readers import Particulars, change_reader
from shanyraq.domains.library.lending.queries.scanning import readers_named
from tests.factories import lending as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(house):
    return make.make_reader(house.main.library, name="Мұқанова Жанар Талғатқызы", phone="+7 701 555 01 02")


@pytest.mark.parametrize(
    "typed",
    [
        "Мұқанова",
        "Муканова",
        "мукан",
        "Muqanova",
        "Mukanova Zhanar",
        "жанар муқ",
        "مۇقانوۆا",
        "Talgatqyzy",
        "+7 701 555 01 02",
    ],
)
def test_a_reader_is_found_in_any_script_and_without_kazakh_letters(named, typed):
    assert readers_named(typed) == [named]


@pytest.mark.parametrize("typed", ["Жа", "Мұқанова Иван", "канова", "Reader Мұқанова", "---", ""])
def test_what_begins_no_word_of_the_name_finds_nobody(named, typed):
    assert readers_named(typed) == []


def test_a_changed_name_is_found_and_the_old_one_is_not(named):
    change_reader(reader=named, particulars=Particulars(name="Сейітова Жанар"))
    assert readers_named("Seitova") == [named]
    assert readers_named("Мұқанова") == []


def test_one_query_finds_a_name_of_one_word_or_of_three(named, django_assert_num_queries):
    for typed in ("муканова", "муканова жанар талгат"):
        with django_assert_num_queries(1):
            assert readers_named(typed) == [named]
