import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.reading.queries.search_inside import excerpt, search_inside
from tests.factories.library_reading import add_page, digital


@pytest.fixture
def book(member):
    made = digital(member)
    add_page(made, 1, "Абай жолы романы туралы")
    add_page(made, 2, "Кітаптарымызды балаларға оқыдық", label="ii")
    add_page(made, 3, "Қазақстан туралы кітап кі-\nтап")
    return made


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("кітап", [2, 3]),
        ("кітаптар", [2, 3]),
        ("kitap", [2, 3]),
        ("КІТАП", [2, 3]),
        ("كىتاپ", [2, 3]),
        ("казакстан", [3]),
        ("Абай роман", [1]),
        ("Абай кітап", []),
        ("жоқсөз", []),
    ],
)
def test_words_are_found_in_every_form_and_script(book, query, numbers):
    answer = search_inside(book, query)
    assert [page.number for page in answer.pages] == numbers
    assert answer.total == len(numbers)


@pytest.mark.parametrize("query", ["", "   ", "!!!", "\u200d"])
def test_nothing_is_asked_by_no_words(book, query):
    assert not search_inside(book, query).is_asked


def test_found_words_have_their_boxes(book):
    (page,) = search_inside(book, "роман").pages
    ((start, end),) = page.spans
    assert page.text[start:end] == "романы"
    assert page.boxes == [[(130, 10, 50, 20)]]


def test_another_book_is_not_searched(book, member):
    other = digital(member)
    add_page(other, 1, "Абай")
    assert [page.page_id for page in search_inside(other, "абай").pages] == [other.pages.get().pk]


def test_a_search_takes_the_same_few_queries_however_long_the_book(book):
    for number in range(4, 60):
        add_page(book, number, "кітап")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = search_inside(book, "кітап")
    assert len(queries) == 2
    assert (answer.total, len(answer.pages)) == (58, 20)
    assert [page.number for page in search_inside(book, "кітап", offset=40).pages][-1] == 59


def test_an_excerpt_shows_the_words_in_their_surroundings():
    text = "бір " * 60 + "кітап " + "екі " * 60
    at = text.index("кітап")
    pieces = excerpt(text, [(at, at + 5)])
    assert [piece.text for piece in pieces if piece.is_marked] == ["кітап"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert 150 < sum(len(piece.text) for piece in pieces) < 260
    assert excerpt("қысқа мәтін", []) == [("қысқа мәтін", False)]
