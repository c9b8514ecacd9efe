import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.scripts import Script, convert_text
from shanyraq.platform.search.analysis.fields import (
    FILLER,
    LONGEST_PREFIX,
    Streams,
    asked_prefix,
    prefixes,
    whole,
)

TITLES = [
    "Қазақстан Республикасының Ұлттық музейі",
    "Абай жолы",
    "Ұлы даланың жеті қыры",
    "Алтын адам — ұлттық нышан",
]


def test_stream_keeps_words_in_order_and_one_key_a_word():
    stream = Streams()
    stream.read("Ұлттық музейінің залдары", "kk")
    stream.read("国家馆", "zh-hans")
    assert " ".join(stream.forms).split() == ["ұлттық", "музейінің", "залдары", "国", "家", "馆"]
    assert " ".join(stream.keys).split()[:3] == ["ұлттық", "музей", "зал"]
    assert " ".join(stream.keys).split()[3:] == ["国", "国家", "家", "家馆", "馆", FILLER]
    assert " ".join(stream.matches).split()[-5:] == ["国", "国家", "家", "家馆", "馆"]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("script", list(Script))
def test_whole_title_is_one_term_in_every_script(title, script):
    assert whole(convert_text(title, script)) == whole(title) != ""


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("муз", "Ұлттық музей"),
        ("muz", "Ұлттық музей"),
        ("مۋز", "Ұлттық музей"),
        ("улт", "Ұлттық музей"),
        ("ult", "Ұлттық музей"),
        ("museu", "National Museum"),
        ("物", "国家博物馆"),
        ("博物", "国家博物馆"),
        ("республикасының", "Қазақстан Республикасының музейі"),
    ],
)
def test_beginning_of_a_word_finds_the_title(typed, title):
    assert asked_prefix(typed.lower()) in prefixes([title]).split()


def test_prefixes_are_no_longer_than_allowed_and_each_once():
    found = prefixes(["Республикасының республикасы", "республика"]).split()
    assert max(map(len, found)) == LONGEST_PREFIX
    assert len(found) == len(set(found)) == LONGEST_PREFIX


@given(st.lists(st.text(max_size=40), max_size=3))
def test_no_title_is_refused(titles):
    prefixes(titles)
    for title in titles:
        assert " " not in whole(title)
