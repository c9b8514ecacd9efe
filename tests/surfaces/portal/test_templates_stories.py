"""Stories for children as a child gets them."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.portal import AttachmentFactory, PictureFactory, SectionPageFactory, StoryPageFactory

pytestmark = pytest.mark.usefixtures("kept_home")


@pytest.fixture
def children(home: Any) -> Any:
    """The section for children."""
    return SectionPageFactory(
        parent=home, title="Балаларға", slug="children", listing="stories", children_look=True
    )


def _page(client: Client, slug: str) -> str:
    response = client.get(f"/kk/children/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def _main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def test_story_has_its_own_look_and_no_way_out(client: Client, children: Any) -> None:
    StoryPageFactory(
        parent=children,
        slug="sun",
        title="Күн",
        age_from=5,
        age_to=9,
        minutes=6,
        moral="Мейірімді бол",
        picture=PictureFactory(),
        body=[("text", "<p>Ертеде</p>")],
    )
    html = _page(client, "sun")
    assert '<body class="for-children">' in html
    assert "Мейірімді бол" in html
    assert "5–9" in html
    assert "<audio" not in html
    assert not re.search(r'href="(?:https?:)?//', _main(html))


def test_story_is_read_aloud_where_there_is_a_recording(client: Client, children: Any) -> None:
    audio = AttachmentFactory(file=ContentFile(b"ID3", name="story.mp3"))
    StoryPageFactory(parent=children, slug="heard", audio=audio)
    assert "<audio" in _page(client, "heard")


def test_story_leads_on_in_the_order_of_the_section_and_around(client: Client, children: Any) -> None:
    for slug in ("one", "two", "three"):
        StoryPageFactory(parent=children, slug=slug)
    after_two = re.findall(r'class="card__link" href="/kk/children/(\w+)/"', _main(_page(client, "two")))
    after_three = re.findall(r'class="card__link" href="/kk/children/(\w+)/"', _main(_page(client, "three")))
    assert (after_two, after_three) == (["three", "one"], ["one", "two"])


def test_story_asks_few_questions_of_the_database(
    client: Client, children: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for slug in ("one", "two", "three"):
        StoryPageFactory(parent=children, slug=slug, picture=PictureFactory())
    _page(client, "two")
    with django_assert_max_num_queries(12):
        _page(client, "two")
