"""What forms of the writing read of a request."""

import pytest

from shanyraq.domains.petitions.web.forms.writing import READ_PROPOSALS, rearranged, typed_proposals


@pytest.mark.parametrize(
    ("wish", "texts"),
    [
        ("", ["a", "b", "c"]),
        ("up-2", ["b", "a", "c"]),
        ("up-1", ["a", "b", "c"]),
        ("down-2", ["a", "c", "b"]),
        ("down-3", ["a", "b", "c"]),
        ("remove-3", ["a", "b"]),
        ("remove-0", ["a", "b", "c"]),
        ("remove-4", ["a", "b", "c"]),
        ("remove-", ["a", "b", "c"]),
        ("down-99999999999999999999", ["a", "b", "c"]),
        ("up-²", ["a", "b", "c"]),
    ],
)
def test_proposals_are_rearranged(wish: str, texts: list[str]) -> None:
    assert rearranged(["a", "b", "c"], wish) == texts


def test_proposals_are_read_by_number_without_empty_ends() -> None:
    data = {"proposal-10": "j", "proposal-2": "b", "proposal-1": "", "proposal-11": " ", "proposal-x": "?"}
    assert typed_proposals(data) == ["", "b", "j"]


def test_no_more_fields_are_read_than_can_be_meant() -> None:
    data = {f"proposal-{number}": "x" for number in range(1, 1000)}
    assert len(typed_proposals(data)) == READ_PROPOSALS


@pytest.mark.parametrize("name", ["proposal-03", "proposal-٣", "proposal-0", "proposal-1000", "proposal-²"])
def test_fields_that_no_form_of_ours_has_are_passed_over(name: str) -> None:
    assert typed_proposals({"proposal-2": "b", name: "?"}) == ["b"]
