"""What of petitions is found, and which of them are called similar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from shanyraq.domains.petitions import indexing
from shanyraq.domains.petitions.queries.similar import similar_petitions
from shanyraq.domains.petitions.states import PUBLIC
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.kazakh.scripts import Script, convert_text
from tests.domains.petitions import public_scene as scene
from tests.factories.search import own_index

pytestmark = pytest.mark.django_db


def test_public_petition_has_one_document(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    petition = scene.petition(State.COLLECTING)
    with django_assert_num_queries(2):
        found = list(indexing.documents([str(petition.pk), "999999", "x"]))
    assert [(each.key, each.language, each.title) for each in found] == [
        (str(petition.pk), "kk", petition.title)
    ]
    assert found[0].address == f"/{{language}}/petitions/{petition.public_id}/"
    assert "Министерство mam" in [text.words for text in found[0].texts]


@pytest.mark.parametrize("state", [state for state in State if state not in PUBLIC])
def test_what_is_not_public_is_never_found(state: State) -> None:
    petition = scene.petition(state)
    assert list(indexing.keys()) == []
    assert list(indexing.documents([str(petition.pk)])) == []
    assert indexing.visible([str(petition.pk)], frozenset({"public"})) == set()


@pytest.fixture
def build(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    return own_index(settings, monkeypatch, tmp_path / "index")


def titles(words: str, language: str = "kk", **values: Any) -> list[str]:
    return [each.title for each in similar_petitions(words, language, **values)]


@pytest.mark.django_db(transaction=True)
def test_similar_ones_meet_in_every_script(build: Any) -> None:
    library = scene.petition(title="Ақсу ауылына кітапхана салу керек", substance="х", arguments="х")
    scene.petition(title="Жол жөндеу туралы өтініш", substance="у", arguments="у")
    scene.petition(State.DRAFT, title="Ауылға кітапхана керек")
    russian = scene.petition(language="ru", title="Построить библиотеку в Аксу", substance="ж", arguments="ж")
    build()
    asked = "Ауылға кітапхана керек"
    assert titles(asked) == [library.title]
    assert titles(convert_text(asked, Script.LATIN)) == [library.title]
    assert titles(convert_text(asked, Script.ARABIC)) == [library.title]
    assert titles(asked, besides=library.pk) == []
    assert titles("Библиотеки построить для детей", "kk") == [russian.title]
    assert titles("") == titles("\x00 ") == []


def test_without_an_index_titles_are_looked_through(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_FOLDER = tmp_path / "none"
    petition = scene.petition(title="Ауылға кітапхана керек болды")
    assert titles("кітапхана керек") == [petition.title]
