import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from shanyraq.domains.library.network.models import StaffRole
from shanyraq.domains.library.reading.models import DigitalEdition
from tests.factories.library import MemberFactory, PostFactory
from tests.factories.library_reading import AT, add_page, catalogued, digital, scan


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = False


@pytest.fixture
def browser(client, operator):
    client.force_login(operator, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


def address(name, book):
    return reverse(f"library_reading:{name}", args=[book.public_id])


PAGES = ("staff_edition", "staff_describe", "staff_pages", "staff_contents", "staff_progress")


def test_the_workshop_opens_for_operators_of_the_library_only(client, browser, beginning):
    for name in PAGES:
        assert browser.get(address(name, beginning)).status_code == 200
    elsewhere = PostFactory(library=MemberFactory(), role=StaffRole.DIGITISATION).user
    cataloguer = PostFactory(library=beginning.library, role=StaffRole.CATALOGUER).user
    for user in (elsewhere, cataloguer):
        client.force_login(user, backend="shanyraq.platform.accounts.backends.PasswordBackend")
        for name in PAGES:
            assert client.get(address(name, beginning)).status_code == 404
    client.logout()
    for name in PAGES:
        assert client.get(address(name, beginning)).status_code == 302


def test_a_digital_edition_is_begun_from_the_catalogue(browser, member):
    edition = catalogued()
    new = reverse("library_reading:staff_new")
    assert edition.public_id in browser.get(new, {"edition": edition.public_id}).content.decode()
    refused = browser.post(new, {"edition": "nothing", "library": member.pk})
    assert refused.status_code == 200
    assert DigitalEdition.objects.count() == 0
    browser.post(new, {"edition": edition.public_id, "library": member.pk})
    made = DigitalEdition.objects.get()
    assert (made.edition, made.library, made.state, made.access_class) == (
        edition,
        member,
        "uploaded",
        "staff",
    )
    assert (made.language, made.ocr_languages, made.creator) == ("kk", ["kaz", "rus"], "Әуезов, Мұхтар")


def test_files_are_uploaded_and_bad_ones_named(browser, beginning):
    bad = SimpleUploadedFile("bad.exe", b"MZ\x90\x00")
    response = browser.post(address("staff_upload", beginning), {"scans": [bad]})
    assert response.status_code == 422
    assert "bad.exe" in response.content.decode()
    good = [SimpleUploadedFile(f"{number}.png", scan(grey=200 + number)) for number in range(2)]
    response = browser.post(address("staff_upload", beginning), {"scans": good})
    assert response.status_code == 302
    beginning.refresh_from_db()
    assert (beginning.state, beginning.sources.count()) == ("processing", 2)


def test_pages_are_ordered_by_number_fields(browser, member):
    book = digital(member, state="review")
    pages = [add_page(book, number) for number in (1, 2, 3)]
    data = {"do": "places", f"place-{pages[0].pk}": "3", f"place-{pages[1].pk}": "x", "place-999999999": "1"}
    assert browser.post(address("staff_pages", book), data).status_code == 302
    assert list(book.pages.order_by("number").values_list("pk", flat=True)) == [
        pages[1].pk, pages[2].pk, pages[0].pk,
    ]  # fmt: skip  # a list of words reads better in lines than in a column
    wanted = [page.pk for page in pages]
    assert browser.post(address("staff_order", book), {"page": wanted}).status_code == 204
    assert browser.post(address("staff_order", book), {"page": wanted[:2]}).status_code == 409


def test_labels_missing_pages_and_removal_come_by_post(browser, member):
    book = digital(member, state="review")
    pages = [add_page(book, number) for number in (1, 2, 3)]
    browser.post(address("staff_pages", book), {"do": "labels", "rule": "i-iii", "first": "1"})
    assert list(book.pages.order_by("number").values_list("label", flat=True)) == ["i", "ii", "iii"]
    refused = browser.post(address("staff_pages", book), {"do": "labels", "rule": "9-1", "first": "1"})
    assert refused.status_code == 422
    assert "9-1" in refused.content.decode()
    browser.post(address("staff_pages", book), {"do": "missing", "place": "2", "label": "x"})
    assert book.pages.get(number=2).state == "missing"
    browser.post(address("staff_pages", book), {"do": "remove", "chosen": [pages[2].pk, "x"]})
    assert book.pages.count() == 3
    assert browser.post(address("staff_pages", book), {"do": "nothing"}).status_code == 400


@pytest.mark.parametrize("name", ["staff_edition", "staff_pages", "staff_contents"])
def test_pages_of_a_published_book_offer_no_change_of_it_and_say_why(browser, member, name):
    book = digital(member, state="review")
    add_page(book, 1)
    controls = ('type="file"', 'name="do"', 'name="chosen"', 'name="place-', "Сақтау")
    why = "Беттерді тек тексеру кезінде өзгертуге болады."

    shown = browser.get(address(name, book)).content.decode()
    assert why not in shown
    assert any(control in shown for control in controls)
    DigitalEdition.objects.update(state="published")
    shown = browser.get(address(name, book)).content.decode()
    assert why in shown
    assert not any(control in shown for control in controls)


def test_the_contents_are_shown_as_they_are_typed(browser, member):
    book = digital(member, state="review")
    add_page(book, 1, label="v")
    add_page(book, 2)
    browser.post(address("staff_contents", book), {"contents": "Кіріспе ... v\n  Ішкі | [2]"})
    shown = browser.get(address("staff_contents", book)).content.decode()
    assert "Кіріспе | v\n  Ішкі | [2]" in shown
    refused = browser.post(address("staff_contents", book), {"contents": "Жоқ ... 77"})
    assert "77" in refused.content.decode()
    assert book.contents.count() == 2


def test_a_book_is_described_and_published(browser, member):
    book = digital(member, state="review", access_class="staff", published_at=None)
    add_page(book, 1)
    form = {
        "title": "Абай жолы", "language": "kk", "script": "Cyrl", "direction": "ltr",
        "ocr_languages": ["kaz"],
        "access_class": "public", "copies": "1", "loan_days": "14",
    }  # fmt: skip  # a list of words reads better in lines than in a column
    assert browser.post(address("staff_describe", book), form).status_code == 302
    browser.post(address("staff_move", book), {"move": "publish"})
    book.refresh_from_db()
    assert (book.state, book.access_class) == ("published", "public")
    assert book.published_at > AT
    browser.post(address("staff_move", book), {"move": "correct"})
    book.refresh_from_db()
    assert book.state == "published"
    browser.post(address("staff_move", book), {"move": "correct", "reason": "беттер"})
    book.refresh_from_db()
    assert book.state == "review"


def test_the_worklist_takes_the_same_queries_for_every_length(browser, member, django_assert_max_num_queries):
    for _ in range(12):
        add_page(digital(member), 1)
    with django_assert_max_num_queries(19):  # three for the desks that the account menu asks for
        shown = browser.get(reverse("library_reading:staff_editions"), {"state": "published", "q": "абай"})
    assert shown.content.decode().count("<tr>") == 13


def test_staff_pages_are_whole_in_all_languages(browser, member):
    book = digital(member, state="review")
    add_page(book, 1)
    for code in ("kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"):
        for name in ("staff_edition", "staff_pages"):
            found = browser.get(address(name, book).replace("/kk/", f"/{code}/", 1))
            assert found.status_code == 200
