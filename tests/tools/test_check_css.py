"""The check of styles finds what it should, and only that."""

import pytest

from tools.check_css import in_style_sheet, in_template, violations

BAD_STYLES = [
    "a { margin-left: 1rem; }",
    "a { padding-top: 1rem }",
    "a { border-right-color: currentcolor; }",
    "a { left: 0; }",
    "a { text-align: right; }",
    "a { float: left; }",
    "a { border-top-left-radius: 1rem; }",
    "a { width: 1rem; }",
    "a { color: #fff; }",
    "a { color: white; }",
    "a { box-shadow: 0 0 1px rgb(0 0 0 / 50%); }",
]
GOOD_STYLES = [
    "a { margin-inline-start: 1rem; inset-inline-end: 0; text-align: start; inline-size: 1rem; }",
    "a { color: var(--gold); background: transparent; border-color: currentcolor; }",
    "/* left: 0; color: red; */ a { white-space: nowrap; }",
    '@media (min-width: 40rem) { a { content: "red"; mask: url("white.svg"); } }',
    "a { color: Highlight; }",
]
BAD_TEMPLATES = [
    '<p style="color: red">x</p>',
    "<style>p {}</style>",
    '<a onclick="go()">x</a>',
    "<script>go()</script>",
]
GOOD_TEMPLATES = [
    '<script type="module" src="{% static "a.js" %}"></script>',
    '<script type="application/ld+json">{{ graph }}</script>',
    '<p class="style">{{ style }}</p>',
]


@pytest.mark.parametrize("source", BAD_STYLES)
def test_check_css_refuses_a_style(source: str) -> None:
    assert len(in_style_sheet(source)) == 1


@pytest.mark.parametrize("source", GOOD_STYLES)
def test_check_css_accepts_a_style(source: str) -> None:
    assert in_style_sheet(source) == []


def test_check_css_lets_tokens_hold_colours() -> None:
    assert in_style_sheet(":root { --shadow: #000; }", tokens=True) == []


def test_check_css_names_the_line() -> None:
    assert in_style_sheet("/* one\ntwo */\na {\n  left: 0;\n}")[0][0] == 4


@pytest.mark.parametrize("source", BAD_TEMPLATES)
def test_check_css_refuses_what_is_written_into_a_template(source: str) -> None:
    assert len(in_template(source)) == 1


@pytest.mark.parametrize("source", GOOD_TEMPLATES)
def test_check_css_accepts_a_template(source: str) -> None:
    assert in_template(source) == []


def test_check_css_finds_nothing_in_the_house() -> None:
    assert list(violations()) == []
