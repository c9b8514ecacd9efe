import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.keyboards import LONGEST_TEXT, MOST_READINGS, readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("f,fq", "абай"), ("F,fq", "Абай"), ("0fpf0cnfy", "қазақстан"), ("2lt,btn", "әдебиет"),
        ("rfpf0 2lt,btn3", "казақ әдебиеті"), ("rybuf", "книга"), ("bcnjhbz", "история"), ("[fkr", "халк"),
        ("2015 ;sk", "2015 жыл"), ("ghbdtn vbh", "привет мир"), ("=2v", "һәм"),
        ("ьгыугь", "museum"), ("ьгыуғь", "museum"), ("ДШИКФКН", "LIBRARY"), ("йфяфй", "qazaq"),
        ("صثقفغ", "werty"), ("بهيث", "fide"),
    ],
)  # fmt: skip  # a table, read row by row
def test_first_reading_is_what_the_keys_give(typed, meant):
    assert readings(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fqfq", "абай"), ("ffq", "абай"), ("hgsghl", "السلام"), ("lj`v", "доём"), ("ьгыуғь", "muse5m"),
        ("رهيثخ", "video"), ("لاخخن", "book"),
    ],
)  # fmt: skip  # a table, read row by row
def test_readings_have_what_was_plausibly_meant(typed, meant):
    assert meant in readings(typed)


def test_exact_readings_stand_before_forgiving_ones():
    found = readings("fqfq")
    assert found[0] == "айай"
    assert found.index("абай") > found.index("بضبض")


@pytest.mark.parametrize(
    "text", ["", "  ", "2015", "2=3", "12-34", ",", "қазақ book", "图书馆", "f" * (LONGEST_TEXT + 1)]
)
def test_text_without_a_slip_has_no_readings(text):
    assert readings(text) == ()


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=200) | st.text("f,fq;0[]' ёьъ5قلا", max_size=14))
def test_any_text_has_a_bounded_number_of_readings(text):
    found = readings(text)
    assert len(found) <= MOST_READINGS
    assert len(set(found)) == len(found)
    assert text.strip() not in found


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=3, max_size=20))
def test_russian_word_comes_back_from_the_english_layout(word):
    typed = readings("а" + word)[0]
    assert typed.isascii()
    assert "а" + word in readings(typed)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=20))
def test_english_word_comes_back_from_the_kazakh_layout(word):
    assert word in readings(readings(word)[0])
