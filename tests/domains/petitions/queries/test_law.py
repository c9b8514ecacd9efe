"""What petitions stand on."""

import pytest

from shanyraq.domains.petitions.queries.law import is_in_use
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people

pytestmark = pytest.mark.django_db


def test_an_edition_is_in_use_with_its_entries_once_a_petition_was_submitted() -> None:
    edition, ground = people.edition(), scene.ground()
    rule = edition.thresholds.get()
    assert [is_in_use(each) for each in (edition, ground, rule)] == [False] * 3
    people.draft()
    assert not is_in_use(edition)
    people.submitted(people.initiator("911123350018"))
    assert [is_in_use(each) for each in (edition, ground, rule)] == [True] * 3
