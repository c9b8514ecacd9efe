"""Words of a book that begin as one types."""

from datetime import timedelta

import pytest

from shanyraq.domains.library.reading.models import PageText
from shanyraq.domains.library.reading.queries import completions
from shanyraq.domains.library.reading.queries.completions import completions_of
from tests.factories.library_reading import add_page, digital


@pytest.fixture
def book(member):
    completions.forget()
    made = digital(member)
    add_page(made, 1, "Жолдың бойында жол көп. Жол ұзақ, жолаушы шаршады.")
    add_page(made, 2, "Өлең айтқан ол еді. Өлкем менің, olympiada.")
    return made


def values(book, typed):
    return [each.query for each in completions_of(book, typed)]


def test_the_most_frequent_word_comes_first_with_its_number(book):
    assert completions_of(book, "жол") == [("жол", 2), ("жолаушы", 1), ("жолдың", 1)]


@pytest.mark.parametrize("typed", ["жола", "ЖОЛА", "jola", "zhola", "جولا"])
def test_any_script_completes_the_same_word(book, typed):
    assert values(book, typed) == ["жолаушы"]


def test_words_that_begin_exactly_so_come_before_those_that_sound_so(book):
    assert values(book, "өл")[:2] == ["өлең", "өлкем"]
    assert set(values(book, "ол")) == {"ол", "өлең", "өлкем", "olympiada"}
    assert values(book, "ол")[0] == "ол"


def test_only_the_last_word_is_completed(book):
    assert values(book, "менің  жола") == ["менің жолаушы"]
    assert values(book, "жол ") == []


@pytest.mark.parametrize("typed", ["", " ", "—", "'", "ццц", "%", "\\"])
def test_nothing_is_made_of_nothing(book, typed):
    assert values(book, typed) == []


def test_one_query_for_a_book_and_none_until_it_changes(book, django_assert_num_queries):
    with django_assert_num_queries(1):
        values(book, "жол")
    with django_assert_num_queries(0):
        values(book, "өл")
    PageText.objects.filter(page__number=1).update(text="жолбарыс")
    book.changed_at += timedelta(seconds=1)
    assert values(book, "жол") == ["жолбарыс"]


def test_words_of_another_book_are_not_among_them(book, member):
    other = digital(member, title="Басқа")
    add_page(other, 1, "жолбарыс")
    assert "жолбарыс" not in values(book, "жол")
    assert values(other, "жол") == ["жолбарыс"]


def test_at_most_so_many(book, member):
    other = digital(member, title="Басқа")
    add_page(other, 1, " ".join(f"жол{letter}" for letter in "абвгдежзиклмн"))
    assert len(values(other, "жол")) == completions.AT_ONCE
