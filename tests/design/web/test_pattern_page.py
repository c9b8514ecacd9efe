"""The pattern page shows every component, in every language."""

import re

import pytest
from django.test import Client

from shanyraq.design.components.choices import ORNAMENTS
from shanyraq.design.icon_names import ICONS
from shanyraq.design.palette import PALETTES
from shanyraq.design.templatetags.design import register
from shanyraq.design.web.pattern_page import EXAMPLES
from shanyraq.kernel.languages import LANGUAGES

pytestmark = pytest.mark.django_db  # the header and footer hold menus

OF_THE_FRAME = {"preloaded_fonts", "preferences_panel", "preference_groups"}
"""Tags of which only the frame of every page is made."""


def page(client: Client, language: str) -> str:
    response = client.get("/design/", {"language": language})
    assert response.status_code == 200
    return response.content.decode()


def test_pattern_page_shows_every_registered_component(client: Client) -> None:
    html = page(client, "en")
    shown = set(re.findall(r'data-component="(\w+)"', html))
    assert shown == set(register.tags) - OF_THE_FRAME - {"tab"} == set(EXAMPLES)
    for name in set(register.tags) - OF_THE_FRAME:
        assert f"{{% {name} " in html, f"the code of {name} is not shown"


def test_pattern_page_shows_every_icon_ornament_and_palette(client: Client) -> None:
    html = page(client, "en")
    for name in (*ICONS, *ORNAMENTS, *PALETTES):
        assert f"<code>{name}</code>" in html


@pytest.mark.parametrize("code", LANGUAGES)
def test_pattern_page_stands_in_every_language(client: Client, code: str) -> None:
    html = page(client, code)
    language = LANGUAGES[code]
    assert re.search(rf'<html[^>]* lang="{language.bcp47}"[^>]* dir="{language.direction}"', html, re.DOTALL)


def test_pattern_page_shows_both_directions(client: Client) -> None:
    assert re.search(r'lang="ar"\s+dir="rtl"', page(client, "kk"))
    assert re.search(r'lang="en"\s+dir="ltr"', page(client, "ar"))


def test_pattern_page_has_no_id_twice(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page(client, "ar"))
    assert sorted(ids) == sorted(set(ids))


def test_pattern_page_answers_a_language_that_does_not_exist(client: Client) -> None:
    assert client.get("/design/", {"language": "xx"}).status_code == 200


def test_pattern_page_leaves_images_out_for_those_who_asked(client: Client) -> None:
    client.cookies["preferences"] = "images_off"
    html = page(client, "en")
    assert "<img" not in html
    assert 'data-images="off"' in html
    assert "A drawing of hills, a river, the sun and two yurts." in html
