"""Drawing components from Python, and keeping what is settled."""

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString

from shanyraq.design import drawing, parts
from shanyraq.design.components import actions, content, media, navigation
from shanyraq.design.parts import Term
from shanyraq.design.preferences import Preferences


@pytest.fixture(autouse=True)
def _nothing_kept():
    drawing._drawn_in.cache_clear()
    yield
    drawing._drawn_in.cache_clear()


def test_component_drawn_from_python_is_the_same_as_by_its_tag() -> None:
    source = '{% load design %}{% card title=title href="/kk/" level=2 %}'
    by_tag = Template(source).render(Context({"title": "<Dala>"}))
    assert drawing.draw(content.card, Context({}), title="<Dala>", href="/kk/", level=2) == by_tag
    assert "&lt;Dala&gt;" in by_tag


def test_settled_component_is_drawn_once_for_each_language_and_property() -> None:
    for language in ("kk", "en", "kk"):
        with translation.override(language):
            drawing.draw_settled(navigation.skip_link)
    drawing.draw_settled(media.icon, name="globe")
    drawing.draw_settled(media.icon, name="globe")
    drawing.draw_settled(media.icon, name="search")
    kept = drawing._drawn_in.cache_info()
    assert (kept.misses, kept.hits) == (4, 2)


def test_settled_component_speaks_the_language_in_force() -> None:
    with translation.override("en"):
        assert "Skip to content" in drawing.draw_settled(navigation.skip_link)
    with translation.override("ru"):
        assert "Skip to content" not in drawing.draw_settled(navigation.skip_link)


def test_safe_text_and_the_same_text_unsafe_are_not_mixed_up() -> None:
    safe = drawing.draw_settled(actions.button, text=SafeString("<b>x</b>"))
    plain = drawing.draw_settled(actions.button, text="<b>x</b>")
    assert "<b>x</b>" in safe
    assert "<b>x</b>" not in plain
    assert "&lt;b&gt;x&lt;/b&gt;" in plain


def test_refusal_is_not_kept() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="cannot be"):
            drawing.draw_settled(media.icon, name="unicorn")


def test_filled_component_is_drawn_once_for_each_language_and_values() -> None:
    drawing._filled_in.cache_clear()
    shown = parts.Picture(url="/a.webp", description="Dala", width=4, height=3)
    for language in ("kk", "en", "kk"):
        with translation.override(language):
            drawing.draw_filled(content.card, Context({}), title="Dala", href="/kk/", picture=shown)
    other = drawing.draw_filled(
        content.card, Context({}), title=SafeString("Dala"), href="/kk/", picture=shown
    )
    kept = drawing._filled_in.cache_info()
    assert (kept.misses, kept.hits) == (3, 1)
    assert other == drawing.draw(content.card, Context({}), title="Dala", href="/kk/", picture=shown)


def test_filled_component_follows_the_preferences_of_its_reader() -> None:
    shown = parts.Picture(url="/a.webp", description="Dala", width=4, height=3)
    with_pictures, without = (
        drawing.draw_filled(
            media.picture, Context({"preferences": Preferences(images=images)}), picture=shown
        )
        for images in ("on", "off")
    )
    assert "/a.webp" in with_pictures
    assert "/a.webp" not in without


def test_filled_component_with_values_that_cannot_be_told_apart_is_drawn_each_time() -> None:
    drawn = drawing.draw_filled(content.definition_list, items=[Term(term="a", definition=["b", "c"])])
    assert "<dd>b</dd>" in drawn


def test_texts_of_a_picture_are_plain() -> None:
    with pytest.raises(TypeError, match="plain"):
        parts.Picture(url="/a.webp", description=SafeString("<b>x</b>"), width=4, height=3)


@pytest.fixture
def template(settings, tmp_path):
    """A template of a line, rendered by an engine that counts how often."""
    (tmp_path / "line.html").write_text(
        '<a href="{{ href }}"{% if is_chosen %} aria-current="true"{% endif %}>{{ text }}: {{ text }}</a>'
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    drawing._blank.cache_clear()
    yield "line.html"
    drawing._blank.cache_clear()


def test_texts_are_filled_in_where_the_template_has_them(template) -> None:
    drawn = drawing.fill_in(template, {"href": "/?a=1&b=2", "text": "<Dala>"}, is_chosen=False)
    assert drawn == '<a href="/?a=1&amp;b=2">&lt;Dala&gt;: &lt;Dala&gt;</a>'
    safe = drawing.fill_in(template, {"href": "/", "text": SafeString("<b>x</b>")}, is_chosen=True)
    assert safe == '<a href="/" aria-current="true"><b>x</b>: <b>x</b></a>'
    assert isinstance(safe, SafeString)


def test_template_is_rendered_once_for_each_shape_and_language(template) -> None:
    for language in ("kk", "en", "kk"):
        with translation.override(language):
            for text in ("a", "b"):
                for is_chosen in (True, False):
                    drawing.fill_in(template, {"href": "/", "text": text}, is_chosen=is_chosen)
    kept = drawing._blank.cache_info()
    assert (kept.misses, kept.hits) == (4, 8)


def test_text_that_looks_like_a_blank_is_a_text(template) -> None:
    drawn = drawing.fill_in(template, {"href": "/", "text": "\ue0000\ue001"}, is_chosen=False)
    assert drawn == '<a href="/">\ue0000\ue001: \ue0000\ue001</a>'
