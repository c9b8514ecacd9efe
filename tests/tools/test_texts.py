"""The check of visible text finds what it should, and only that."""

import pytest

from tools.texts import in_module, in_other_data, in_template

BAD_TEMPLATES = [
    ("<p>Hello</p>", "Hello"),
    ('<img alt="A yurt">', "A yurt"),
    ('{% if x %}<a aria-label="Close {{ y }}"></a>{% endif %}', "Close "),
    ("<p>{% translate 'x' %} and more</p>", "and more"),
]
GOOD_TEMPLATES = [
    "<p>{% translate 'Hello' %}</p>",
    "{% blocktranslate trimmed %}\nSeveral words {{ x }}\n{% endblocktranslate %}",
    "{# a comment for us #}<p>{{ text }} · 12</p>",
    "<script type='application/json'>{\"name\": 1}</script>",
    "<pre>shanyraq run</pre>",
]


@pytest.mark.parametrize(("source", "text"), BAD_TEMPLATES)
def test_texts_finds_a_written_text_in_a_template(source: str, text: str) -> None:
    assert [found for _, found in in_template(source)] == [text]


@pytest.mark.parametrize("source", GOOD_TEMPLATES)
def test_texts_accepts_what_translators_receive(source: str) -> None:
    assert in_template(source) == []


def test_texts_finds_a_label_in_a_module() -> None:
    assert in_module('CharField(label="Name")\n') == [(1, "Name")]
    assert in_module('CharField(label=_("Name"), max_length=3)\n') == []


def test_texts_for_scripts_stand_where_the_scripts_of_kazakh_are_converted() -> None:
    assert in_other_data("<div\n data-close=\"{% translate 'Close' %}\">") == [2]
    assert (
        in_other_data(
            "<div data-label-close=\"{% translate 'Close' %}\" data-message-no='{% translate \"No\" %}'>"
        )
        == []
    )
