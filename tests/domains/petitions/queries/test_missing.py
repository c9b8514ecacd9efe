"""What a draft lacks, part by part; the procedure objects to exactly the first of it."""

import pytest

from shanyraq.domains.petitions.models import Body
from shanyraq.domains.petitions.queries.missing import missing_parts
from shanyraq.domains.petitions.rules.completeness import hindrance
from tests.domains.petitions import writing_scene as scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, []),
        ({"title": "Қысқа"}, ["title"]),
        ({"title": "", "body": None, "topic": None}, ["title", "body", "topic"]),
        ({"substance": "а" * 49, "arguments": "а" * 49}, ["substance", "arguments"]),
        ({"proposals": ()}, ["proposals"]),
    ],
)
def test_parts_are_told_in_the_order_of_the_steps(values: dict[str, object], fields: list[str]) -> None:
    scene.rules()
    draft = scene.draft(scene.writer(), **values)
    assert [each.field for each in missing_parts(draft)] == fields
    assert (hindrance(draft) is None) == (not fields)


def test_addressee_that_takes_no_more_petitions_is_told() -> None:
    scene.rules()
    draft = scene.draft(scene.writer())
    Body.objects.update(is_open=False)
    draft.refresh_from_db()
    assert [(each.field, each.step) for each in missing_parts(draft)] == [("body", "addressee")]
    assert hindrance(draft) is not None
