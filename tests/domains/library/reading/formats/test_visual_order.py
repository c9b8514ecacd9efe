"""What is drawn from left to right, read in its own direction."""

import pytest

from shanyraq.domains.library.reading.formats.visual_order import as_read, turned
from shanyraq.domains.library.reading.formats.words import Box, Word


@pytest.mark.parametrize(
    ("word", "drawn"),
    [
        ("Абай", "Абай"),
        ("1989,", "1989,"),
        ("جىل", "لىج"),
        ("جىل!", "!لىج"),
        ("1989-جىل", "لىج-1989"),
        ("PDF-تە", "ەت-PDF"),
        ("", ""),
    ],
)
def test_a_word_is_turned_and_turned_back(word, drawn):
    assert turned(word) == drawn
    assert turned(drawn) == word


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("Слово и дело 12", "Слово и дело 12"),
        (".ىتپىسو 1989 ڭىياق قا", "اق قايىڭ 1989 وسىپتى."),
        ("ىباتىك Путь Абая لوب", "بول Путь Абая كىتابى"),
        ("1990 1989 لىج", "جىل 1989 1990"),
        ("Слово ڭىياق قا дело Абая", "Слово اق قايىڭ дело Абая"),
        ("", ""),
    ],
)
def test_a_line_is_read_in_its_own_direction(drawn, read):
    words = [Word(text, Box(50 * place, 0, 40, 20), 90) for place, text in enumerate(drawn.split())]
    assert " ".join(word.text for word in as_read(words)) == read
