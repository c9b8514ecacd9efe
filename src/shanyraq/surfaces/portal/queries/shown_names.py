"""The people and places whose titles stand on other pages, for many pages at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shanyraq.platform.search.documents import PUBLIC, Text
from shanyraq.surfaces.portal import models
from shanyraq.surfaces.portal.queries.restrictions import Restriction, audiences_at


@dataclass(frozen=True, slots=True)
class ShownNames:
    """By the number of a page, the titles in its own tree that everybody may see."""

    makers: dict[int, list[Text]]
    places: dict[int, list[Text]]

    @classmethod
    def on(cls, pages: Collection[Any], known: Collection[Restriction]) -> ShownNames:
        """Those on these pages. At most five queries, however many there are."""
        works = [page.pk for page in pages if isinstance(page, models.WorkPage)]
        events = {page.pk: page.venue_id for page in pages if getattr(page, "venue_id", None)}
        makers = _rows(models.WorkMaker, works, "person")
        holders = _rows(models.WorkHolder, works, "place")
        locales = {page.pk: page.locale_id for page in pages}
        people = _Titles(models.PersonPage, [number for _, number in makers], known)
        places = _Titles(models.PlacePage, [*(number for _, number in holders), *events.values()], known)
        return cls(
            makers=_by_page(makers, locales, people),
            places=_by_page([*holders, *events.items()], locales, places),
        )


def _rows(model: type[Any], works: list[int], name: str) -> list[tuple[int, int]]:
    """Works with what they name, in the editors' order."""
    if not works:
        return []
    found = model.objects.filter(work_id__in=works).order_by("sort_order")
    return list(found.values_list("work_id", f"{name}_id"))


class _Titles:
    """Titles of live pages by the number of any of their translations. One query, none without numbers."""

    def __init__(self, model: type[Any], numbers: Iterable[int], known: Collection[Restriction]) -> None:
        wanted = set(numbers)
        keys = model.objects.filter(pk__in=wanted).values("translation_key")
        rows = model.objects.filter(translation_key__in=keys).values_list(
            "pk", "translation_key", "locale_id", "path", "live", "title", "text_language"
        )
        self._key: dict[int, UUID] = {}
        self._own: dict[int, Text] = {}
        self._text: dict[tuple[UUID, int], Text] = {}
        for number, key, locale, path, live, title, language in rows if wanted else ():
            self._key[number] = key
            if live and PUBLIC in audiences_at(path, known):
                self._own[number] = self._text[key, locale] = Text(title, language)

    def of(self, number: int, locale: int) -> Iterator[Text]:
        """The title in the tree of *locale*, else that of the page itself; nothing of a page not seen."""
        if number in self._key:
            found = self._text.get((self._key[number], locale)) or self._own.get(number)
            if found:
                yield found


def _by_page(
    rows: Iterable[tuple[int, int]], locales: dict[int, int], titles: _Titles
) -> dict[int, list[Text]]:
    found: dict[int, list[Text]] = defaultdict(list)
    for page, number in rows:
        found[page].extend(titles.of(number, locales[page]))
    return found
