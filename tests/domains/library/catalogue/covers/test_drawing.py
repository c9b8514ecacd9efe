"""Covers that are drawn."""

import pytest
from defusedxml import ElementTree

from shanyraq.design.palette import contrast
from shanyraq.domains.library.catalogue.covers.drawing import CLOTHS, Cover, draw, wrapped
from shanyraq.domains.library.catalogue.description import KINDS

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", ["Абай жолы", "اباي جولى", "阿拜之路", "", "x" * 900, "<&>\"'", "a " * 500])
def test_every_cover_is_a_drawing(kind, title):
    drawn = draw(Cover(title=title, creator="Әуезов & <М.>", foot="1989", kind=kind))
    tree = ElementTree.fromstring(drawn)
    assert tree.get("viewBox") == "0 0 300 440"
    assert drawn == draw(Cover(title=title, creator="Әуезов & <М.>", foot="1989", kind=kind))


@pytest.mark.parametrize(("ground", "thread"), CLOTHS)
def test_the_title_can_be_read_on_every_cloth(ground, thread):
    assert contrast(ground, thread) >= 4.5


@pytest.mark.parametrize(
    "title",
    [
        "Почему у луны нет зонтика",
        "Қарлығаш пен жел",
        "Энциклопедия",
        "Бедағайұлы шежіресі",
        "阿拜之路上的长夜与黎明",
    ],
)
def test_titles_stay_inside_the_frame_whatever_face_stands_in(title):
    lines = list(ElementTree.fromstring(draw(Cover(title=title))).iter(f"{SVG}text"))
    shown = [each.text for each in lines]
    assert " ".join(shown) == title or "".join(shown) == title  # no word is broken
    for each in lines:
        widest = 1.0 if "一" <= each.text[0] <= "鿿" else 0.68  # DejaVu Serif Bold, Cyrillic
        assert len(each.text) * widest * float(each.get("font-size")) <= 234


def test_long_titles_are_cut_at_a_word():
    assert wrapped("бір екі үш төрт бес", 8, 2) == ["бір екі", "үш төрт…"]
    assert wrapped("", 10, 2) == [""]
