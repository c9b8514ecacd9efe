"""Typed words keep the boxes in which they are printed."""

import pytest

from shanyraq.domains.library.reading.formats.corrections import (
    corrected,
    lines_as_text,
    retyped,
    shares,
)
from shanyraq.domains.library.reading.formats.words import Box, Line, PageWords, Word, around


def line(*texts: str, left: int = 100, is_rtl: bool = False) -> Line:
    boxes = [Box(left + 60 * at, 10, 50, 20) for at in range(len(texts))]
    return Line(
        tuple(Word(text, box, 70) for text, box in zip(texts, boxes[:: -1 if is_rtl else 1], strict=True))
    )


def texts_of(found: Line) -> list[str]:
    return [word.text for word in found.words]


def test_the_same_words_are_left_alone():
    printed = line("Абай", "жолы")
    assert retyped(printed, "  Абай   жолы ") is printed


def test_one_word_for_one_keeps_the_box_and_loses_the_confidence():
    printed = line("Абаи", "жолы", "бір")
    found = retyped(printed, "Абай жолы бір")
    assert found.words == (Word("Абай", printed.words[0].box), *printed.words[1:])


def test_a_word_that_was_two_has_the_room_of_one():
    printed = line("қалыңел", "қазағым")
    found = retyped(printed, "қалың ел қазағым")
    assert texts_of(found) == ["қалың", "ел", "қазағым"]
    assert around(word.box for word in found.words[:2]) == printed.words[0].box
    assert found.words[0].box.width > found.words[1].box.width
    assert found.words[2] == printed.words[1]


def test_two_that_are_one_have_the_room_of_both():
    printed = line("қа", "зағым", "менің")
    found = retyped(printed, "қазағым менің")
    assert found.words[0] == Word("қазағым", around(word.box for word in printed.words[:2]))
    assert found.words[1] == printed.words[2]


@pytest.mark.parametrize("typed", ["о Абай жолы", "Абай ата жолы", "Абай жолы роман"])
def test_an_added_word_shares_the_room_of_its_neighbour(typed):
    printed = line("Абай", "жолы")
    found = retyped(printed, typed)
    assert texts_of(found) == typed.split()
    assert around(word.box for word in found.words) == around(word.box for word in printed.words)
    lefts = [word.box.x for word in found.words]
    assert lefts == sorted(lefts)


def test_a_word_left_out_takes_its_box_along():
    printed = line("Абай", "~", "жолы")
    assert retyped(printed, "Абай жолы").words == (printed.words[0], printed.words[2])


def test_a_line_from_right_to_left_is_shared_from_the_right():
    printed = line("قازاقستان", "ەل", is_rtl=True)
    found = retyped(printed, "قازاق ستان ەل")
    first, second, third = (word.box for word in found.words)
    assert first.x > second.x > third.x
    assert third == printed.words[1].box


def test_shares_never_vanish():
    assert [box.width for box in shares(Box(0, 0, 2, 5), ["a", "b", "c", "d"])] == [1, 1, 1, 1]


def test_lines_and_blocks_without_words_go():
    page = PageWords(600, 800, ((line("бір"), line("екі")), (line("үш"),)))
    assert lines_as_text(page) == [["бір", "екі"], ["үш"]]
    found = corrected(page, [["бір", " "], [""]])
    assert lines_as_text(found) == [["бір"]]


def test_another_shape_is_refused():
    page = PageWords(600, 800, ((line("бір"), line("екі")),))
    for texts in ([["бір"]], [["бір", "екі"], ["үш"]], []):
        with pytest.raises(ValueError, match=r"zip|argument"):
            corrected(page, texts)
