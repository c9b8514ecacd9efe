"""Searching through the JSON API: the same answer as the results page gives to programs."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field below is called date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Schema
from pydantic import Field

from shanyraq.platform.search.asking.parsing import LONGEST, cleaned
from shanyraq.platform.search.asking.wishes import PER_PAGE, Order, Wish
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.web.addresses import MOST_PAGES, audiences_of, values_of
from shanyraq.platform.search.web.machines import preparing, results_body


class SearchIn(Schema):
    """What is searched. ``language`` is the reader's, ``text_language`` narrows to texts in these languages.

    The words may have "phrases", -without, name:word and OR, as on the results page.
    """

    q: str = Field("", max_length=LONGEST)
    language: Literal["kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"] = "kk"
    kind: list[str] = Field(default_factory=list)
    text_language: list[str] = Field(default_factory=list)
    place: list[str] = Field(default_factory=list)
    period: list[str] = Field(default_factory=list)
    since: Day | None = None
    until: Day | None = None
    sort: Literal["best", "newest", "oldest", "title"] = "best"
    page: int = Field(1, ge=1, le=MOST_PAGES)


class PieceOut(Schema):
    """A part of a passage; ``marked`` where it is one of the words looked for."""

    text: str
    marked: bool


class HitOut(Schema):
    """One result. ``kind`` and ``language`` are values of the facets; ``note`` is a line of facts."""

    title: str
    address: str
    kind: str
    language: str
    passage: list[PieceOut]
    date: Day | None
    note: str


class CountOut(Schema):
    """A value of a facet with the number of results that have it."""

    value: str
    count: int


class SearchOut(Schema):
    """``lacks_words`` says that few have all of the words, so those with some of them are there too."""

    query: str
    total: int
    offset: int
    lacks_words: bool
    results: list[HitOut]
    facets: dict[str, list[CountOut]]


def search(request: HttpRequest, asked: Query[SearchIn]) -> dict[str, Any] | HttpResponse:
    """Twenty results a page, what the caller may see; 503 while the first index of a node is built."""
    with translation.override(asked.language):
        try:
            return results_body(request, _wish(request, asked))
        except NoIndex:
            return preparing()


def _wish(request: HttpRequest, asked: SearchIn) -> Wish:
    return Wish(
        words=cleaned(asked.q),
        language=asked.language,
        kinds=values_of(asked.kind),
        languages=values_of(asked.text_language),
        places=values_of(asked.place),
        periods=values_of(asked.period),
        first_day=asked.since,
        last_day=asked.until,
        order=Order(asked.sort),
        offset=(asked.page - 1) * PER_PAGE,
        audiences=audiences_of(request.user),
    )
