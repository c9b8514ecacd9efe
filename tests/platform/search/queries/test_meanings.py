import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.queries.meanings import FEW, changes, other_meaning
from shanyraq.platform.search.queries.results import results
from tests.platform.search.shelf import document


@pytest.fixture
def titles(shelf, db):
    shelf.add(*(document(f"абай {number}", f"Абай {number}") for number in range(5)))
    shelf.add(*(document(f"museum {number}", f"Museum {number}", "en") for number in range(5)))
    shelf.add(document("1", "Ұлттық кітапхана"), document("2", "Национальная библиотека", "ru"))
    return shelf.index(segments=2)


def meant(words, language="kk"):
    """The words that are offered; that they find as many as is said is checked."""
    wish = Wish(words=words, language=language)
    found = results(wish).total
    offered = other_meaning(wish, found)
    if offered is None:
        return None
    assert results(Wish(words=offered.words, language=language)).total == offered.total > found
    return offered.words


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("абйа", "абай"),
        ("абаи", None),  # found as it is
        ("museu", "museum"),
        ("musuem", "museum"),
        ("кітапахана", "кітапхана"),
        ("библиотка", "библиотека"),
        ("f,fq", "абай"),
        ("fafq", "абай"),
        ("fqfq", "абай"),
        ("ьгыугь", "museum"),
        ("абай", None),
        ("zzzzzzzz", None),
        ("", None),
        ("-", None),
        ("title:абйа", None),
    ],
)
def test_other_spelling_or_keyboard_is_offered_where_it_finds_more(titles, typed, meaning):
    assert meant(typed) == meaning


def test_chosen_facets_do_not_hide_a_meaning(titles):
    assert other_meaning(Wish(words="абйа", kinds=("museum",)), 0).words == "абай"


def test_nothing_is_offered_where_enough_is_found(titles):
    assert other_meaning(Wish(words="абйа"), FEW + 1) is None


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("абай", "абай", 0),
        ("абйа", "абай", 1),
        ("museu", "museum", 1),
        ("аб", "ба", 1),
        ("", "аб", 2),
        ("а", "ббб", 3),
    ],
)
def test_changes_between_words(one, other, number):
    assert changes(one, other, 2) == number


@given(st.text("абв", max_size=6), st.text("абв", max_size=6))
def test_changes_are_the_same_both_ways_and_none_only_for_equals(one, other):
    assert changes(one, other, 9) == changes(other, one, 9)
    assert (changes(one, other, 9) == 0) == (one == other)
    assert changes(one, other, 2) == min(3, changes(one, other, 9))
