"""Covers that are drawn."""

import pytest
from defusedxml import ElementTree

from shanyraq.design.palette import contrast
from shanyraq.domains.library.catalogue.covers.drawing import CLOTHS, Cover, draw, wrapped
from shanyraq.domains.library.catalogue.description import KINDS


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


def test_long_titles_are_cut_at_a_word():
    assert wrapped("бір екі үш төрт бес", 8, 2) == ["бір екі", "үш төрт…"]
    assert wrapped("", 10, 2) == [""]
