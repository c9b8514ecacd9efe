"""Which petitions are called similar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shanyraq.domains.petitions.queries.similar import similar_petitions
from shanyraq.domains.petitions.states import PetitionState as State
from shanyraq.kernel.kazakh.scripts import Script, convert_text
from tests.domains.petitions import public_scene as scene
from tests.factories.search import own_index

pytestmark = pytest.mark.django_db


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
