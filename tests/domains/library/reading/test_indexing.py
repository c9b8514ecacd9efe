import pytest
from django.db import connection

from shanyraq.domains.library.reading import indexing
from shanyraq.domains.library.reading.actions.editions import lift_embargoes
from tests.factories.library_reading import AT, add_page, digital


@pytest.fixture
def book(member):
    made = digital(member, title="Абай жолы")
    add_page(made, 1, "Бірінші бет", label="5")
    add_page(made, 2, "", label="6")
    made.contents.create(position=1, level=1, title="Бөлім", page=made.pages.get(number=1))
    return made


def marked():
    with connection.cursor() as cursor:
        cursor.execute("SELECT source, key FROM search_mark")
        return set(cursor.fetchall())


def test_a_page_with_text_is_found_under_its_label(book):
    page = book.pages.get(number=1)
    (document,) = indexing.documents([str(each.pk) for each in book.pages.all()])
    assert document.title == "Бөлім, 5-б." or document.title.startswith("Бөлім, ")
    assert document.kind == "page"
    assert document.address == f"/{{language}}/library/read/{book.public_id}/at/{page.pk}/"
    assert document.note == "Абай жолы · Әуезов, Мұхтар"
    assert [text.words for text in document.texts] == ["Бірінші бет"]
    assert list(indexing.keys()) == [str(each.pk) for each in book.pages.order_by("pk")]


def test_a_constant_few_queries_for_many_pages(book, django_assert_num_queries):
    for number in range(3, 40):
        add_page(book, number)
    wanted = [str(pk) for pk in book.pages.values_list("pk", flat=True)]
    with django_assert_num_queries(3):
        assert len(list(indexing.documents(wanted))) == 38
    with django_assert_num_queries(1):
        assert len(indexing.visible(wanted, frozenset({"public"}))) == 39


def test_a_changed_book_marks_all_its_pages(book):
    assert indexing.pages_of_editions([str(book.pk)]) == {str(page.pk) for page in book.pages.all()}


def test_a_book_whose_day_has_come_is_touched_once(member):
    book = digital(member, embargo_until="2026-11-25")
    assert lift_embargoes(at=AT) == 0
    later = AT.replace(day=26)
    assert lift_embargoes(at=later) == 1
    assert lift_embargoes(at=later.replace(hour=20)) == 0
    book.refresh_from_db()
    assert book.changed_at == later
