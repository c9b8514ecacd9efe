"""Pages of any kinds in short, in one query."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models as fields
from django.db.models import CharField, F, Field, QuerySet, Value, Window
from django.db.models.functions import Cast, RowNumber
from wagtail.models import Page

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
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


def teasers(pages: Iterable[Page], language: str) -> list[Teaser]:
    """The live translations of these pages into ``language``, in their order. One query."""
    chosen = list(pages)
    if not chosen:
        return []
    found = {each.translation_key: each for each in in_one_query(translations(chosen, language))}
    keys = dict.fromkeys(each.translation_key for each in chosen)
    return [found[key] for key in keys if key in found]


def of_ids(page_ids: Iterable[int], kinds: Iterable[type[Any]] = ()) -> list[Teaser]:
    """The pages with these ids, in their order, looked for among ``kinds`` (all without it). One query."""
    wanted = list(page_ids)
    if not wanted:
        return []
    parts = [short(kind.objects.filter(pk__in=wanted)) for kind in (tuple(kinds) or all_kinds())]
    found = {each.pk: each for each in in_one_query(parts)}
    return [found[number] for number in wanted if number in found]


def translations(pages: Iterable[Page], language: str) -> list[QuerySet[Any]]:
    """A query for each kind among these pages, of their live translations into ``language``."""
    keys: dict[type[Any], list[UUID]] = defaultdict(list)
    for page in pages:
        keys[page.specific_class].append(page.translation_key)
    return [
        short(kind.objects.live().filter(translation_key__in=of_kind, locale__language_code=language))
        for kind, of_kind in keys.items()
    ]


def short(pages: QuerySet[Any], *, part: str = "", order: tuple[str, ...] = ("pk",)) -> QuerySet[Any]:
    """What a teaser needs of pages of one kind, in the form that ``in_one_query`` puts together.

    ``part`` tells the teasers of this query from those of others, ``order`` becomes their ``rank``.
    """
    kind = pages.model
    names = {field.name for field in kind._meta.get_fields()}  # noqa: SLF001 -- Django's documented API
    own = [_or_nothing(name, field, names) for name, field in _OWN_FIELDS.items()]
    named = Value(kind.__name__, CharField()), Value(part, CharField())
    rank = Window(RowNumber(), order_by=_orderings(order))
    return pages.order_by(*order).values_list(*_FIELDS, *named, rank, *own)


def _orderings(names: tuple[str, ...]) -> list[Any]:
    return [F(name[1:]).desc() if name.startswith("-") else F(name).asc() for name in names]


def in_one_query(parts: list[QuerySet[Any]]) -> list[Teaser]:
    """The teasers of several queries made by ``short``, in no order that could be relied on."""
    if not parts:
        return []
    first, *others = parts
    return [Teaser(*row) for row in (first.union(*others, all=True) if others else first)]


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
