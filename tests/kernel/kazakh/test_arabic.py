import pytest

from shanyraq.kernel.kazakh import arabic


@pytest.mark.parametrize("word", ["тіл", "ән", "өмір", "үй", "түс", "сөз", "иә", "әзірбайжан"])
def test_hamza_marks_soft_words(word):
    assert arabic.needs_hamza(word)


@pytest.mark.parametrize("word", ["күн", "гүл", "ел", "дәреже", "жүрек", "эмір"])
def test_hamza_is_left_out_where_a_letter_tells_softness(word):
    assert not arabic.needs_hamza(word)


@pytest.mark.parametrize("word", ["қала", "ұлт", "ой", "ыдыс", "қазір", "су", "ми", "б", ""])
def test_hamza_never_marks_hard_words(word):
    assert not arabic.needs_hamza(word)


@pytest.mark.parametrize("word", ["кітап", "мәдениет", "ауданымен", "бірінші", "оқушы", "өлең"])
def test_vowels_are_read_by_harmony(word):
    assert arabic.to_cyrillic(arabic.from_cyrillic(word)) == word
