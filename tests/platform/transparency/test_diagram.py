"""The drawing of a procedure: every state and every way between two, on the side of the language."""

import re

from shanyraq.kernel.workflow import Move, State, Workflow, anyone
from shanyraq.platform.transparency.diagram import drawing

WORKFLOW = Workflow(
    states=(State("draft", "Draft"), State("out", "Out & there"), State("gone", "Gone")),
    moves=(
        Move("go", "Go", frozenset({"draft"}), "out", anyone),
        Move("run", "Run", frozenset({"draft"}), "out", anyone),
        Move("back", "Back", frozenset({"out"}), "draft", anyone),
        Move("end", "End", frozenset({"draft", "out"}), "gone", anyone),
    ),
)


def test_every_state_and_every_way_is_drawn_once() -> None:
    svg = drawing(WORKFLOW)
    assert re.findall(r"<text[^>]*>([^<]+)</text>", svg) == ["Draft", "Out &amp; there", "Gone"]
    assert sorted(re.findall(r"<title>([^<]+)</title>", svg)) == ["Back", "End", "End", "Go · Run"]
    assert svg.count("arcs__way--back") == 1
    assert svg.count("arcs__state--last") == 1


def test_arcs_change_sides_with_the_language() -> None:
    width = int(re.search(r'width="(\d+)"', drawing(WORKFLOW)).group(1))  # type: ignore[union-attr]  # it has one
    places = [
        [int(x) for x in re.findall(r'cx="(\d+)"', drawing(WORKFLOW, right_to_left=is_rtl))]
        for is_rtl in (False, True)
    ]
    assert places[1] == [width - x for x in places[0]]
