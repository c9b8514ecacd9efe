"""Facets: names, counts and addresses."""

import pytest
from django.utils import translation

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.search.asking.wishes import Wish
from shanyraq.platform.search.web.facets import SHOWN_AT_ONCE, century_name, facets_of, label_of


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("kk", "c19", "XIX ғасыр"),
        ("kk", "c-6", "б. з. д. VI ғасыр"),
        ("ru", "c21", "XXI век"),
        ("en", "c19", "19th century"),
        ("en", "c1", "1st century"),
        ("en", "c11", "11th century"),
        ("en", "c22", "22nd century"),
        ("en", "c-3", "3rd century BC"),
        ("tr", "c15", "15. yüzyıl"),
        ("ar", "c9", "القرن 9"),
        ("zh-hans", "c19", "19世纪"),
        ("fr", "c1", "Ier siècle"),
        ("fr", "c19", "XIXe siècle"),
        ("es", "c20", "siglo XX"),
    ],
)
def test_a_century_is_named_as_its_language_does(language: str, code: str, name: str) -> None:
    with translation.override(language):
        assert century_name(code) == name


@pytest.mark.parametrize("code", ["", "c", "c-", "c99", "c0", "x", "c1.5", "c²", "c٣", "<b>"])
def test_what_is_no_century_is_shown_as_it_is(code: str) -> None:
    assert century_name(code) == code


def test_a_language_is_named_by_itself() -> None:
    assert label_of("language", "kk") == LANGUAGES["kk"].own_name
    assert label_of("language", "xx") == "xx"


def test_a_facet_with_one_value_lets_nobody_choose() -> None:
    assert facets_of(Wish(), {"kind": [("work", 3)]}) == []


def test_a_chosen_value_is_shown_though_nothing_has_it() -> None:
    (facet,) = facets_of(Wish(words="a", kinds=("gone",)), {"kind": [("other", 3)]})
    assert [(value.label, value.count, value.is_chosen) for value in facet.values] == [
        ("other", 3, False),
        ("gone", 0, True),
    ]
    assert facet.has_choice
    assert facet.all_href == "?q=a"


def test_periods_stand_in_the_order_of_time() -> None:
    (facet,) = facets_of(Wish(), {"period": [("c20", 9), ("c-6", 1), ("c7", 4)]})
    assert [value.href for value in facet.values] == ["?period=c-6", "?period=c7", "?period=c20"]


def test_many_values_are_folded_but_never_a_chosen_one() -> None:
    counts = [(f"p{number}", 1) for number in range(SHOWN_AT_ONCE + 4)]
    chosen = f"p{SHOWN_AT_ONCE + 2}"
    (facet,) = facets_of(Wish(places=(chosen,)), {"place": counts})
    assert len(facet.first) == SHOWN_AT_ONCE + 1
    assert facet.first[-1].label == chosen
    assert len(facet.others) == 3
