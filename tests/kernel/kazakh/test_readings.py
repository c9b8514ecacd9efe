import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.readings import MOST_READINGS, with_kazakh_letters


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("казак", "қазақ"), ("адебиети", "әдебиеті"), ("эдебиет", "әдебиет"), ("кала", "қала"),
        ("онер", "өнер"), ("когам", "қоғам"), ("мадениет", "мәдениет"),
        ("тил", "тіл"), ("тыл", "тіл"), ("улттык", "ұлттық"),
    ],
)  # fmt: skip  # a table, read row by row
def test_kazakh_letters_are_put_back(typed, meant):
    assert meant in with_kazakh_letters(typed)


def test_word_as_typed_stays_among_its_readings():
    assert "казак" in with_kazakh_letters("Казак")


def test_word_with_a_kazakh_letter_is_left():
    assert with_kazakh_letters("Қала") == ("қала",)


def test_word_of_another_script_is_left():
    assert with_kazakh_letters("Museum") == ("museum",)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.text("аеиоукгнхбтрылэ", max_size=200))
def test_any_text_has_a_few_readings(text):
    readings = with_kazakh_letters(text)
    assert 1 <= len(readings) <= MOST_READINGS
    assert len(set(readings)) == len(readings)
