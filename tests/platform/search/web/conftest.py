"""A shelf of things to be found, and an index of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from shanyraq.platform.search.documents import register, unregister
from tests.factories.search import own_index
from tests.platform.search.web.shelf import Shelf


@pytest.fixture
def shelf(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Shelf]:
    """Nothing lies there at first, and no index is built."""
    made = Shelf(own_index(settings, monkeypatch, tmp_path))
    register(made.source())
    yield made
    unregister("shelf")


@pytest.fixture
def library(shelf: Shelf) -> Shelf:
    """Fifty works of two centuries and two places, in Kazakh and Russian, indexed."""
    for number in range(50):
        is_kazakh = number % 2 == 0
        shelf.put(
            f"Көне кітап {number}" if is_kazakh else f"Старая книга {number}",
            body="Қолжазба туралы" if is_kazakh else "О рукописи",
            language="kk" if is_kazakh else "ru",
            kind="work" if number % 5 else "place",
            places=("Алматы",) if number % 3 else ("Түркістан",),
            periods=("c19",) if number % 4 else ("c-6", "c20"),
        )
    shelf.build()
    return shelf


@pytest.fixture
def get(client: Client) -> Callable[..., Any]:
    """Ask for an address below a language; the answer must be of the status."""

    def ask(path: str, *, status: int = 200, **query: Any) -> Any:
        response = client.get(path, query)
        assert response.status_code == status, response.content[:500]
        return response

    return ask
