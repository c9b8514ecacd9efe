"""What of petitions is found."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.petitions import indexing
from shanyraq.domains.petitions.states import PUBLIC
from shanyraq.domains.petitions.states import PetitionState as State
from tests.domains.petitions import public_scene as scene

pytestmark = pytest.mark.django_db


def test_public_petition_has_one_document(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    petition = scene.petition(State.COLLECTING)
    with django_assert_num_queries(2):
        found = list(indexing.documents([str(petition.pk), "999999", "x"]))
    assert [(each.key, each.language, each.title) for each in found] == [
        (str(petition.pk), "kk", petition.title)
    ]
    assert found[0].address == f"/{{language}}/petitions/{petition.public_id}/"
    assert "Министерство mam" in [text.words for text in found[0].unseen]
    assert {text.language for text in found[0].texts} <= {"kk"}


@pytest.mark.parametrize("state", [state for state in State if state not in PUBLIC])
def test_what_is_not_public_is_never_found(state: State) -> None:
    petition = scene.petition(state)
    assert list(indexing.keys()) == []
    assert list(indexing.documents([str(petition.pk)])) == []
    assert indexing.visible([str(petition.pk)], frozenset({"public"})) == set()
