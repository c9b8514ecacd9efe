"""Pages of any kinds in short, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.surfaces.portal import models

_FIELDS = (
    "translation_key",
    "title",
    "summary",
    "url_path",
    "picture_id",
    "picture_description",
    "text_language",
)


@dataclass(slots=True)
class Teaser:
    """What a card says of a page; ``kind`` is the model's name, ``type`` its type where it has one."""

    translation_key: UUID
    title: str
    summary: str
    url_path: str
    picture_id: int | None
    picture_description: str
    text_language: str
    kind: str
    type: str
    picture: models.Picture | None = None

    @property
    def content_language(self) -> str:
        """The code of the language that the text is in."""
        return self.text_language if self.text_language in LANGUAGES else DEFAULT

    @property
    def picture_text(self) -> tuple[str, str]:
        """The picture's description and credit in the language of the text."""
        if self.picture is None:
            return "", ""
        own = self.picture.description.in_language(self.content_language).text
        return self.picture_description or own, self.picture.credit.in_language(self.content_language).text


def teasers(keys: Iterable[UUID], language: str) -> list[Teaser]:
    """The live pages with these translation keys in the tree of ``language``, in their order. One query."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    first, *others = (_rows(kind, wanted, language) for kind in _kinds())
    found = {row[0]: Teaser(*row) for row in first.union(*others, all=True)}
    return [found[key] for key in wanted if key in found]


def _rows(kind: type[Any], keys: list[UUID], language: str) -> QuerySet[Any]:
    pages = kind.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    of_type = Cast("type", CharField()) if hasattr(kind, "Type") else Value("", CharField())
    return pages.order_by().values_list(*_FIELDS, Value(kind.__name__, CharField()), of_type)


def _kinds() -> tuple[type[Any], ...]:
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
