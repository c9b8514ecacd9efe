import pytest
from django.db import IntegrityError, connection, transaction

from shanyraq.domains.library.reading.actions import contents, ordering
from shanyraq.kernel.errors import Refusal
from tests.factories.library_reading import AT, add_page, digital


@pytest.fixture
def book(member):
    made = digital(member, state="review")
    for number in range(1, 6):
        add_page(made, number, label="abcde"[number - 1])
    return made


@pytest.fixture
def rights(operator):
    return {"actor": operator, "at": AT}


def order(book):
    return "".join(book.pages.order_by("number").values_list("label", flat=True))


def page(book, label):
    return book.pages.get(label=label).pk


def code_of(action, **values):
    with pytest.raises(Refusal) as refused:
        action(**values)
    return refused.value.code


@pytest.mark.parametrize(
    ("moves", "after"),
    [
        ({"a": 5}, "bcdea"),
        ({"e": 1}, "eabcd"),
        ({"b": 4}, "acdbe"),
        ({"e": 1.5}, "aebcd"),
        ({"a": 2, "b": 1}, "bacde"),
        ({"c": 1000}, "abdec"),
        ({"c": 0}, "cabde"),
    ],
)
def test_pages_go_to_the_places_they_are_given(book, rights, moves, after):
    places = {page(book, label): place for label, place in moves.items()}
    ordering.reorder_pages(edition=book, places=places, **rights)
    assert order(book) == after
    assert list(book.pages.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_the_whole_order_is_taken_or_refused(book, rights):
    wanted = [page(book, label) for label in "edcba"]
    ordering.order_pages(edition=book, page_ids=wanted, **rights)
    assert order(book) == "edcba"
    assert code_of(ordering.order_pages, edition=book, page_ids=wanted[:-1], **rights) == "other_pages"
    assert (
        code_of(ordering.order_pages, edition=book, page_ids=[*wanted[:-1], wanted[0]], **rights)
        == "other_pages"
    )


def test_labels_are_given_from_a_place_on(book, rights):
    assert ordering.label_pages(edition=book, rule="i-ii, 1-200", first=2, **rights) == 4
    labels = list(book.pages.order_by("number").values_list("label", flat=True))
    assert labels == ["a", "i", "ii", "1", "2"]


def test_a_missing_page_keeps_a_place(book, rights):
    missing = ordering.add_missing_page(edition=book, place=2, label="x", **rights)
    assert (missing.number, missing.state) == (2, "missing")
    assert order(book) == "axbcde"


def test_removed_pages_leave_no_gap(book, rights):
    assert (
        ordering.remove_pages(edition=book, page_ids=[page(book, "b"), page(book, "d"), 10**9], **rights) == 2
    )
    assert order(book) == "ace"
    assert list(book.pages.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_a_published_book_is_not_changed(book, rights):
    type(book).objects.update(state="published")
    assert code_of(ordering.label_pages, edition=book, rule="1-2", first=1, **rights) == "published"
    assert code_of(ordering.remove_pages, edition=book, page_ids=[], **rights) == "published"


def test_pages_of_another_book_are_left_alone(book, member, rights):
    other = add_page(digital(member, state="review"), 1, label="z")
    ordering.reorder_pages(edition=book, places={other.pk: 3}, **rights)
    ordering.remove_pages(edition=book, page_ids=[other.pk], **rights)
    other.refresh_from_db()
    assert (other.number, order(book)) == (1, "abcde")


def test_the_database_keeps_one_page_at_a_place(book):
    add_page(book, 1)
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    book.pages.order_by("-pk").first().delete()


CONTENTS = """
Кіріспе ..... a
Бірінші бөлім | b
  Ішкі тарау    [3]
    Терең\td
Соңы 5
"""


def test_a_table_of_contents_is_read_from_lines(book, rights):
    headings = contents.parse_contents(CONTENTS)
    entries = contents.replace_contents(edition=book, headings=headings, **rights)
    assert [(entry.level, entry.title, entry.page.label) for entry in entries] == [
        (1, "Кіріспе", "a"),
        (1, "Бірінші бөлім", "b"),
        (2, "Ішкі тарау", "c"),
        (3, "Терең", "d"),
        (1, "Соңы", "e"),
    ]
    contents.replace_contents(edition=book, headings=[], **rights)
    assert book.contents.count() == 0


def test_a_line_without_a_page_or_with_an_unknown_one_is_named(book, rights):
    assert code_of(contents.parse_contents, text="Тек-тақырып") == "contents_line"
    headings = contents.parse_contents("Тарау ... 99")
    assert code_of(contents.replace_contents, edition=book, headings=headings, **rights) == "unknown_label"
