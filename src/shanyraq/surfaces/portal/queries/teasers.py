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


def teasers(page_ids: Iterable[int], language: str) -> list[Teaser]:
    """The live pages that translate the pages with these ids into ``language``, in their order. Two queries."""
    wanted = list(page_ids)
    if not wanted:
        return []
    keys = dict(models.HomePage.objects.none().values_list("pk", "translation_key"))
    keys = dict(_pages().filter(pk__in=wanted).values_list("pk", "translation_key"))
    rows = [_rows(kind, keys.values(), language) for kind in KINDS]
    found = {row[0]: Teaser(*row) for row in rows[0].union(*rows[1:], all=True)}
    ordered = (found.get(keys.get(number)) for number in dict.fromkeys(wanted))
    return [each for each in ordered if each is not None]


def _pages() -> QuerySet[Any]:
    from wagtail.models import Page

    return Page.objects.all()


def _rows(kind: type[Any], keys: Iterable[UUID], language: str) -> QuerySet[Any]:
    pages = kind.objects.live().filter(translation_key__in=list(keys), locale__language_code=language)
    of_type = Cast("type", CharField()) if hasattr(kind, "Type") else Value("", CharField())
    return pages.order_by().values_list(*_FIELDS, Value(kind.__name__, CharField()), of_type)


KINDS: tuple[type[Any], ...] = (
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
