"""What templates know of the reader and of the page's other languages."""

from django.test import RequestFactory
from django.utils import translation

from shanyraq.design.context import design, language_links, preference_groups, script_links
from shanyraq.design.preferences import Preferences
from shanyraq.kernel.languages import LANGUAGES


def test_language_links_lead_to_this_page_in_each_language() -> None:
    links = language_links("/kk/places/otrar/", "kk")
    assert [link.code for link in links] == list(LANGUAGES)
    assert links[1].href == "/language/ru/?next=%2Fru%2Fplaces%2Fotrar%2F"
    assert [link.code for link in links if link.is_current] == ["kk"]


def test_language_links_of_a_page_without_language_come_back_to_it() -> None:
    assert language_links("/design/", "kk")[2].href == "/language/en/?next=%2Fdesign%2F"


def test_language_links_know_the_addresses_of_other_scripts() -> None:
    assert language_links("/kk-arab/places/", "kk")[1].href == "/language/ru/?next=%2Fru%2Fplaces%2F"


def test_script_links_change_the_prefix_only() -> None:
    links = script_links("/kk-latn/places/", "latn")
    assert [link.href for link in links] == ["/kk/places/", "/kk-latn/places/", "/kk-arab/places/"]
    assert [link.direction for link in links] == ["ltr", "ltr", "rtl"]
    assert [link.is_current for link in links] == [False, True, False]
    assert script_links("/design/", "cyrl") == ()


def test_context_is_the_same_whatever_the_query() -> None:
    factory = RequestFactory()
    with translation.override("kk"):
        plain, queried = design(factory.get("/kk/")), design(factory.get("/kk/?utm=1"))
    assert plain == queried


def test_context_offers_scripts_to_kazakh_only() -> None:
    request = RequestFactory().get("/ru/")
    with translation.override("ru"):
        assert design(request)["script_links"] == ()


def test_context_follows_the_address_of_another_script() -> None:
    request = RequestFactory().get("/kk/places/")
    request.displayed_path = "/kk-arab/places/"
    request.kazakh_script = "arab"
    with translation.override("kk"):
        context = design(request)
    assert context["displayed_path"] == "/kk-arab/places/"
    assert [link.is_current for link in context["script_links"]] == [False, False, True]


def test_preference_groups_mark_one_choice_each() -> None:
    groups = preference_groups(Preferences(theme="dark"))
    assert all(sum(choice.is_chosen for choice in group.choices) == 1 for group in groups)
    assert [choice.value for choice in groups[-1].choices if choice.is_chosen] == ["dark"]
