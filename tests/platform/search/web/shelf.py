"""A room of its own for tests: things that lie on a shelf."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from shanyraq.platform.search.documents import Document, Source, Text

KINDS = {"place": "Places", "work": "Works", "news": "News"}


class Shelf:
    """Documents by key, as a room would give them; ``build`` makes the index of what lies there now."""

    def __init__(self, build: Callable[[], Path]) -> None:
        self.documents: dict[str, Document] = {}
        self.build = build

    def put(self, title: str, *, body: str = "", **values: Any) -> Document:
        key = str(len(self.documents))
        language = values.setdefault("language", "kk")
        texts = (Text(body, language),) if body else ()
        made = Document(
            source="shelf", key=key, title=title, texts=texts,
            **{"kind": "work", "address": f"/kk/shelf/{key}/", **values},
        )  # fmt: skip  # read in lines
        self.documents[key] = made
        return made

    def source(self) -> Source:
        return Source(
            name="shelf",
            documents=lambda keys: [self.documents[key] for key in keys if key in self.documents],
            keys=lambda: iter(list(self.documents)),
            visible=self._visible,
            kinds=KINDS,
        )

    def _visible(self, keys: Collection[str], audiences: frozenset[str]) -> set[str]:
        return {key for key in keys if key in self.documents and self.documents[key].audiences & audiences}
