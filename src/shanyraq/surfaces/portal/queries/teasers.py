"""Pages of any kinds in short, in one query."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models as fields
from django.db.models import CharField, F, Field, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, RowNumber
from wagtail.models import Locale, Page

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.kernel.prepared import Prepared, Slot, among
from shanyraq.surfaces.portal import models

_FIELDS = (
    "pk",
    "translation_key",
    "title",
    "summary",
    "url_path",
    "picture_id",
    "picture_description",
    "picture_credit",
    "text_language",
)
_OWN_FIELDS: dict[str, Field[Any, Any]] = {
    "type": fields.CharField(),
    "listing": fields.CharField(),
    "number": fields.CharField(),
    "maker_names": fields.CharField(),
    "born": fields.CharField(),
    "died": fields.CharField(),
    "year": fields.IntegerField(),
    "year_to": fields.IntegerField(),
    "age_from": fields.IntegerField(),
    "age_to": fields.IntegerField(),
    "minutes": fields.IntegerField(),
    "date": fields.DateField(),
    "first_date": fields.DateField(),
    "last_date": fields.DateField(),
}
"""What only some kinds have; it is empty for the others."""


@dataclass(slots=True)
class Teaser:
    """What a card says of a page; ``kind`` is the model's name. Fields of other kinds are ``None``."""

    pk: int
    translation_key: UUID
    title: str
    summary: str
    url_path: str
    picture_id: int | None
    picture_description: str
    picture_credit: str
    text_language: str
    kind: str
    part: str
    rank: int
    type: str | None
    listing: str | None
    number: str | None
    maker_names: str | None
    born: str | None
    died: str | None
    year: int | None
    year_to: int | None
    age_from: int | None
    age_to: int | None
    minutes: int | None
    date: datetime.date | None
    first_date: datetime.date | None
    last_date: datetime.date | None
    picture: Any = None

    @property
    def content_language(self) -> str:
        """The code of the language that the text is in."""
        return self.text_language if self.text_language in LANGUAGES else DEFAULT

    @property
    def picture_text(self) -> tuple[str, str]:
        """The picture's description and credit in the language of the text."""
        if self.picture is None:
            return "", ""
        own = (self.picture.description, self.picture.credit)
        description, credit = (each.in_language(self.content_language).text for each in own)
        return self.picture_description or description, self.picture_credit or credit


def teasers(pages: Iterable[Page], locale: Locale) -> list[Teaser]:
    """The live translations of these pages in ``locale``, in their order. One query."""
    keys = {each.translation_key: each.specific_class for each in pages}
    if not keys:
        return []
    query = _translations(kinds_of(keys.values()))
    found = {each.translation_key: each for each in found_by(query, keys=list(keys), locale=locale.pk)}
    return [found[key] for key in keys if key in found]


def of_ids(page_ids: Iterable[int], kinds: Iterable[type[Any]] = ()) -> list[Teaser]:
    """The pages with these ids, in their order, looked for among ``kinds`` (all without it). One query."""
    wanted = list(page_ids)
    if not wanted:
        return []
    query = _of_ids(kinds_of(kinds) or all_kinds())
    found = {each.pk: each for each in found_by(query, ids=wanted)}
    return [found[number] for number in wanted if number in found]


def kinds_of(kinds: Iterable[type[Any]]) -> tuple[type[Any], ...]:
    """The same kinds once each and in one order, so that a query for them is written once."""
    return tuple(sorted(set(kinds), key=lambda kind: kind.__name__))


def translations(kinds: Iterable[type[Any]]) -> list[QuerySet[Any]]:
    """A query for each kind, of the live pages with the slot ``keys`` in the slot ``locale``."""
    wanted = among("translation_key", "keys"), Q(locale_id=Slot("locale"))
    return [short(kind.objects.live().filter(*wanted)) for kind in kinds]


@cache
def _translations(kinds: tuple[type[Any], ...]) -> Prepared:
    return Prepared(lambda: united(translations(kinds)))


@cache
def _of_ids(kinds: tuple[type[Any], ...]) -> Prepared:
    wanted = among("pk", "ids")
    return Prepared(lambda: united([short(kind.objects.filter(wanted)) for kind in kinds]))


def short(pages: QuerySet[Any], *, part: str = "", order: tuple[str, ...] = ()) -> QuerySet[Any]:
    """What a teaser needs of pages of one kind, in the form that ``united`` puts together.

    ``part`` tells the teasers of this query from those of others, ``order`` becomes their ``rank``; without
    one that is 0.
    """
    kind = pages.model
    names = {field.name for field in kind._meta.get_fields()}  # noqa: SLF001 -- Django's documented API
    own = [_or_nothing(name, field, names) for name, field in _OWN_FIELDS.items()]
    named = Value(kind.__name__, CharField()), Value(part, CharField())
    rank = Window(RowNumber(), order_by=_orderings(order)) if order else Value(0)
    return pages.order_by(*order).values_list(*_FIELDS, *named, rank, *own)


def _orderings(names: tuple[str, ...]) -> list[Any]:
    return [F(name[1:]).desc() if name.startswith("-") else F(name).asc() for name in names]


def united(parts: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    """One query of several made by ``short``; its rows come in no order that could be relied on."""
    first, *others = parts
    return first.union(*others, all=True) if others else first


def found_by(query: Prepared, **values: Any) -> list[Teaser]:
    """The teasers of a query made by ``united``, for these values of its slots."""
    return [Teaser(*row) for row in query.rows(**values)]


def _or_nothing(name: str, field: Field[Any, Any], names: set[str]) -> Any:
    return Cast(name if name in names else Value(None), field)


def all_kinds() -> tuple[type[Any], ...]:
    """Every kind of page that a card may speak of; asked for late, because models read this module."""
    return (
        models.SectionPage,
        models.NewsPage,
        models.EventPage,
        models.PlacePage,
        models.PersonPage,
        models.EnsemblePage,
        models.WorkPage,
        models.CollectionPage,
        models.ExhibitionPage,
        models.StoryPage,
        models.DocumentPage,
        models.PlainPage,
        models.RoutePage,
    )
