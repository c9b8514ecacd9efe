import pytest
from django.urls import reverse

from shanyraq.domains.library.reading.actions import loans
from shanyraq.domains.library.reading.models import Bookmark, ReaderPlace
from tests.factories.accounts import UserFactory
from tests.factories.library_reading import AT, add_page, digital

LANGUAGES = ("kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es")


@pytest.fixture
def book(member):
    made = digital(member)
    for number in (1, 2, 3):
        add_page(made, number, f"Абай {number}", label=["i", "ii", "1"][number - 1])
    return made


@pytest.fixture
def reader(client):
    user = UserFactory()
    client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return user


def address(name, book, *more):
    return reverse(f"library_reading:{name}", args=[book.public_id, *more])


def test_a_page_shows_its_text_to_everybody(client, book):
    shown = client.get(address("read_page", book, 2))
    assert shown.status_code == 200
    assert "Абай 2" in shown.content.decode()
    assert client.get(address("read_page", book, 4)).status_code == 404
    assert client.get(address("read_page", book, 0)).status_code == 404


def test_a_page_takes_the_same_queries_in_a_long_book(client, book, django_assert_max_num_queries):
    for number in range(4, 60):
        add_page(book, number)
    with django_assert_max_num_queries(9):
        client.get(address("read_page", book, 30), {"q": "абай"})


def test_a_label_leads_to_its_page(client, book):
    for label, number in (("II", 2), ("1", 3), ("[1]", 1), ("3", 3), (" i ", 1)):
        response = client.get(address("read_go", book), {"label": label})
        assert (response.status_code, response["Location"]) == (303, address("read_page", book, number))
    assert client.get(address("read_go", book), {"label": "xx"})["Location"] == address("read_pages", book)


def test_a_reader_goes_on_where_reading_stopped(client, book, reader):
    assert client.get(address("read", book))["Location"] == address("read_page", book, 1)
    assert client.post(address("keep_place", book), {"number": "3"}).status_code == 204
    assert client.post(address("keep_place", book), {"number": "9"}).status_code == 404
    assert client.get(address("read", book))["Location"] == address("read_page", book, 3)
    assert ReaderPlace.objects.get().user == reader


def test_of_strangers_nothing_is_kept(client, book):
    assert client.post(address("keep_place", book), {"number": "3"}).status_code == 204
    assert client.post(address("change_bookmark", book), {"number": "3"})["Location"].startswith(
        "/kk/accounts/"
    )
    assert (ReaderPlace.objects.count(), Bookmark.objects.count()) == (0, 0)


def test_bookmarks_are_made_noted_and_removed(client, book, reader):
    client.post(address("change_bookmark", book), {"number": "2", "action": "add", "note": "маңызды"})
    client.post(address("change_bookmark", book), {"number": "2", "action": "add", "note": "өте маңызды"})
    assert [(mark.page.number, mark.note) for mark in Bookmark.objects.all()] == [(2, "өте маңызды")]
    quiet = client.post(
        address("change_bookmark", book),
        {"number": "2", "action": "remove"},
        headers={"Accept": "application/json"},
    )
    assert quiet.status_code == 204
    assert Bookmark.objects.count() == 0
    client.post(address("change_bookmark", book), {"number": "2", "note": "x" * 501})
    assert Bookmark.objects.count() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_books_say_why_in_every_language(client, member, language):
    for access_class in ("registered", "reading_room", "loan", "staff"):
        book = digital(member, access_class=access_class)
        add_page(book, 1, "құпия")
        shown = client.get(address("read", book).replace("/kk/", f"/{language}/", 1))
        assert shown.status_code == 200
        assert "құпия" not in shown.content.decode()


def test_a_book_is_borrowed_and_returned_on_pages(client, member, reader):
    book = digital(member, access_class="loan")
    add_page(book, 1, "Мәтін")
    client.post(address("change_loan", book), {"action": "borrow"})
    assert client.get(address("read_page", book, 1)).status_code == 200
    mine = client.get(reverse("library_reading:my_digital")).content.decode()
    assert book.title in mine
    loan = book.loans.get()
    client.post(reverse("library_reading:give_back", args=[loan.pk]))
    assert book.loans.get().end == "returned"
    assert client.post(reverse("library_reading:give_back", args=[10**9])).status_code == 404


def test_a_reader_waits_and_leaves_the_queue(client, member, reader):
    book = digital(member, access_class="loan")
    loans.borrow(edition=book, user=UserFactory(), at=AT.replace(year=2098))
    client.post(address("change_loan", book), {"action": "join"})
    assert book.queue.get().user == reader
    assert "1" in client.get(address("read", book)).content.decode()
    client.post(address("change_loan", book), {"action": "leave"})
    assert book.queue.count() == 0


def test_the_search_page_lists_pages_with_the_words(client, book):
    shown = client.get(address("read_search", book), {"q": "абай"}).content.decode()
    assert shown.count("<mark>") == 3
    assert client.get(address("read_search", book), {"q": "\x00"}).status_code in {200, 400}
