"""The state of a search is its address."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import RequestFactory
from django.utils import translation

from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.web.addresses import (
    MOST_CHOSEN,
    MOST_PAGES,
    Toggles,
    audiences_of,
    page_number,
    query_of,
    values_of,
    wish_of,
)
from tests.factories.accounts import UserFactory


def read(query: str, language: str = "ru") -> Wish:
    request: Any = RequestFactory().get(f"/ru/search/?{query}")
    request.user = AnonymousUser()
    with translation.override(language):
        return wish_of(request)


def test_everything_in_the_address_is_read() -> None:
    wish = read("q=%D0%BA%D0%B8%D1%96%D0%B7&kind=work&kind=place&language=kk&place=X&period=c19"
                "&from=2020-01-01&to=2021-12-31&sort=title&page=3")  # fmt: skip  # read in lines
    assert wish == Wish(
        words="киіз",
        language="ru",
        kinds=("work", "place"),
        languages=("kk",),
        places=("X",),
        periods=("c19",),
        first_day=date(2020, 1, 1),
        last_day=date(2021, 12, 31),
        order=Order.TITLE,
        offset=40,
    )


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=%00", "q=%20%20", "from=yesterday", "to=2020-13-45", "sort=sideways", "page=0", "page=x",
     "page=-3", "kind=", "kind=%00", "place=" + "a" * 400, "page=%D9%A3", "page=99999999999999999999"],
)  # fmt: skip  # read in lines
def test_what_is_malformed_is_passed_over(query: str) -> None:
    assert read(query) == Wish(language="ru")


def test_pages_are_bounded() -> None:
    assert page_number("999999") == MOST_PAGES
    assert page_number("7") == 7


def test_values_are_each_taken_once_and_bounded() -> None:
    assert values_of(["a", "b", "a"]) == ("a", "b")
    assert len(values_of(str(number) for number in range(500))) == MOST_CHOSEN


def test_an_address_reads_as_what_wrote_it() -> None:
    wish = Wish(
        words='"екі сөз" -үш & төрт',
        language="ru",
        kinds=("work",),
        places=("Түркістан & Отырар",),
        periods=("c-6",),
        first_day=date(2020, 1, 1),
        order=Order.NEWEST,
    )
    assert read(query_of(wish)[1:]) == wish


def test_a_chosen_value_is_taken_back_and_the_list_begins_anew() -> None:
    wish = Wish(words="a", kinds=("work",), offset=60)
    toggles = Toggles(wish, "kind")
    assert toggles.of("place") == "?q=a&kind=work&kind=place"
    assert toggles.of("work") == "?q=a"


@pytest.mark.django_db
def test_people_belong_to_what_their_account_says() -> None:
    assert audiences_of(AnonymousUser()) == {"public"}
    group = Group.objects.create(name="Experts")
    user = UserFactory()
    user.groups.add(group)
    assert audiences_of(user) == {"public", "signed-in", f"group:{group.pk}"}
    assert audiences_of(UserFactory(is_staff=True)) == {"public", "signed-in", "staff"}
