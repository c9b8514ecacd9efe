"""The page to correct a page's text."""

import pytest
from django.urls import reverse
from django.utils import translation

from shanyraq.domains.library.network.models import StaffRole
from shanyraq.domains.library.reading.models import PageText
from shanyraq.kernel.languages import LANGUAGES
from tests.factories.library import MemberFactory, PostFactory
from tests.factories.library_reading import add_alto, add_page, add_picture, digital

TEXT = "Абаи жолы\nекінші жол"


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = False


@pytest.fixture
def leaf(member, tmp_path):
    made = add_page(digital(member), 1, TEXT)
    add_picture(made, tmp_path)
    add_alto(made, TEXT)
    return made


@pytest.fixture
def browser(client, operator):
    client.force_login(operator, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    return client


def address(leaf, name="staff_text", number=1):
    return reverse(f"library_reading:{name}", args=[leaf.edition.public_id, number])


def test_lines_are_shown_beside_their_pictures_and_corrected(browser, leaf):
    shown = browser.get(address(leaf)).content.decode()
    assert 'name="line-0-0" value="Абаи жолы"' in shown
    assert f"/iiif/3/page:{leaf.pk}.0123abcd/2,2," in shown
    response = browser.post(address(leaf), {"seen": "0", "line-0-0": "Абай жолы"}, follow=True)
    shown = response.content.decode()
    assert response.status_code == 200
    assert 'name="line-0-0" value="Абай жолы"' in shown
    assert 'name="seen" value="2"' in shown
    assert PageText.objects.get(page=leaf).text == "Абай жолы\n\nекінші жол"
    response = browser.post(address(leaf, "staff_text_restore"), {"seen": "2", "version": "1"}, follow=True)
    assert 'name="line-0-0" value="Абаи жолы"' in response.content.decode()


def test_a_late_correction_is_refused_and_keeps_what_was_typed(browser, leaf):
    browser.post(address(leaf), {"seen": "0", "line-0-0": "Абай жолы"})
    response = browser.post(address(leaf), {"seen": "0", "line-1-0": "менің сөзім"})
    assert response.status_code == 409
    shown = response.content.decode()
    assert 'value="менің сөзім"' in shown
    assert PageText.objects.get(page=leaf).text == "Абай жолы\n\nекінші жол"


def test_saving_and_going_on_opens_the_next_page_with_text(browser, leaf):
    add_page(leaf.edition, 2)
    third = add_page(leaf.edition, 3)
    add_alto(third)
    response = browser.post(address(leaf), {"seen": "0", "line-0-0": "Абай", "next": "1"})
    assert response["Location"] == address(leaf, number=3)


def test_a_page_without_text_says_so(browser, leaf):
    add_page(leaf.edition, 2)
    response = browser.get(address(leaf, number=2))
    assert response.status_code == 200
    assert '<input class="correcting__text"' not in response.content.decode()
    assert browser.get(address(leaf, number=9)).status_code == 404


def test_for_others_it_is_not_there(client, leaf):
    elsewhere = PostFactory(library=MemberFactory(code="basqa"), role=StaffRole.DIGITISATION).user
    client.force_login(elsewhere, backend="shanyraq.platform.accounts.backends.PasswordBackend")
    assert client.get(address(leaf)).status_code == 404
    assert client.post(address(leaf), {"seen": "0", "line-0-0": "x"}).status_code == 404
    assert client.post(address(leaf, "staff_text_restore"), {"seen": "0", "version": "1"}).status_code == 404


def test_queries_do_not_grow_with_lines_and_versions(browser, leaf, django_assert_max_num_queries):
    browser.get(address(leaf))  # content types and the like
    with django_assert_max_num_queries(25):
        browser.get(address(leaf))
    for seen in (0, *range(2, 8)):
        browser.post(address(leaf), {"seen": str(seen), "line-0-0": f"Абай {seen}"})
    with django_assert_max_num_queries(25):
        assert browser.get(address(leaf)).content.decode().count("restore/") == 7


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_it_opens_in_every_language(browser, leaf, language):

    with translation.override(language):
        assert browser.get(address(leaf)).status_code == 200
