"""An editor's rich text cannot carry script."""

from typing import Any

import pytest
from wagtail.rich_text import RichText

from shanyraq.surfaces.portal.blocks.safe_text import clean_html
from shanyraq.surfaces.portal.blocks.text import StoryTextBlock, TextBlock
from shanyraq.surfaces.portal.models import NewsPage, StoryPage

EVIL = [
    "<p>a<script>alert(1)</script></p>",
    '<p><a href="javascript:alert(1)">a</a></p>',
    '<p><a href="JaVa\tScRiPt:alert(1)">a</a></p>',
    '<p><a href="&#106;avascript:alert(1)">a</a></p>',
    '<p><a href="data:text/html,<script>alert(1)</script>">a</a></p>',
    '<p><a href="vbscript:alert(1)">a</a></p>',
    '<p onclick="alert(1)">a</p>',
    '<p><img src="x" onerror="alert(1)">a</p>',
    '<p><svg onload="alert(1)"><script>alert(1)</script></svg>a</p>',
    '<p style="background:url(javascript:alert(1))">a</p>',
    '<p><iframe src="https://example.org"></iframe>a</p>',
    '<p>a<embed embedtype="media" url="https://example.org/" /></p>',
    '<p>a</p><style>p{}</style><object data="x"></object><form action="/x"><input></form>',
    "<p>a<math><mtext></p><script>alert(1)</script></math></p>",
]
WORDS = (
    "script",
    "onclick",
    "onerror",
    "onload",
    "style",
    "iframe",
    "<embed",
    "<object",
    "<form",
    "<svg",
    "data:",
)


@pytest.mark.parametrize("source", EVIL)
def test_script_is_removed(source: str) -> None:
    cleaned = clean_html(source).lower()

    assert [word for word in WORDS if word in cleaned] == []
    assert "a" in cleaned


def test_what_editors_may_write_is_kept_exactly() -> None:
    source = (
        '<p data-block-key="a1b2c">An <b>old</b> <i>word</i>, <a linktype="page" id="3">here</a>, '
        '<a href="https://example.org/?a=1&amp;b=2">there</a>, <a href="mailto:a@example.org">letter</a>.</p>'
        '<ul><li data-block-key="d3e4f">m<sup>2</sup></li></ul>'
    )

    assert clean_html(source) == source


@pytest.mark.parametrize("source", EVIL)
def test_block_cleans_on_every_way_in(source: str) -> None:
    block = TextBlock()
    ways: list[Any] = [
        block.to_python(source),
        block.normalize(source),
        block.value_from_form(source),
        block.normalize(RichText(source)),
    ]

    assert {value.source for value in ways} == {clean_html(source)}
    assert block.get_prep_value(RichText(source)) == clean_html(source)


@pytest.mark.django_db
def test_json_given_to_a_page_is_cleaned_when_read_and_when_stored() -> None:
    page = NewsPage(body=[{"type": "text", "value": EVIL[1]}])

    assert page.body[0].value.source == "<p><a>a</a></p>"
    assert "javascript" not in NewsPage._meta.get_field("body").value_to_string(page)


@pytest.mark.django_db
def test_story_keeps_the_words_of_a_link_but_not_the_way_out() -> None:
    source = '<p>Go <a href="https://example.org/">out</a> or <a linktype="page" id="3">in</a>.</p>'

    assert StoryTextBlock().to_python(source).source == "<p>Go out or in.</p>"
    assert StoryPage(body=[{"type": "text", "value": source}]).body[0].value.source == "<p>Go out or in.</p>"
