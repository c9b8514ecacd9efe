"""Putting many pages into the tree at once: what ``add_child`` does page by page, done once for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page

from shanyraq.surfaces.portal.demo.facts import MODELS
from shanyraq.surfaces.portal.demo.reading import DemoError

_GIVEN_BY_US = {
    "path", "depth", "numchild", "url_path", "content_type", "locale", "alias_of", "picture", "venue",
    "place", "home_place", "owner", "live_revision", "latest_revision",
}  # fmt: skip  # names read in lines


class Planter:
    """Adds new pages below their parents. Call ``finish`` once: it counts the children."""

    def __init__(self) -> None:
        self._last: dict[str, str] = {}
        self._children: Counter[int] = Counter()

    def add(self, parent: Page, page: Any, *, checked: bool) -> None:
        """Save a new page as the last child. ``checked`` refuses values that its fields do not allow."""
        if checked:
            _check(page)
        before = self._last.get(parent.path) or self._last_in_database(parent)
        page.path = _next_path(parent, before)
        page.depth = parent.depth + 1
        page.numchild = 0
        page._cached_parent_obj = parent  # noqa: SLF001 -- spares treebeard a query
        page.save(clean=False)
        self._last[parent.path] = page.path
        self._children[parent.pk] += 1

    @staticmethod
    def _last_in_database(parent: Page) -> str:
        last = parent.get_last_child() if Page.objects.filter(pk=parent.pk, numchild__gt=0).exists() else None
        return last.path if last else ""

    def finish(self) -> None:
        """Count the new children of every parent."""
        by_number: dict[int, list[int]] = {}
        for page_id, number in self._children.items():
            by_number.setdefault(number, []).append(page_id)
        for number, ids in by_number.items():
            Page.objects.filter(pk__in=ids).update(numchild=F("numchild") + number)
        self._children.clear()


def _next_path(parent: Page, before: str) -> str:
    """The path after ``before``, or the first one below the parent."""
    step = Page._str2int(before[-Page.steplen :]) + 1 if before else 1  # noqa: SLF001 -- treebeard's arithmetic
    return Page._get_path(parent.path, parent.depth + 1, step)  # noqa: SLF001 -- treebeard offers no open one


def _check(page: Any) -> None:
    try:
        page.clean_fields(exclude=_GIVEN_BY_US)
        page.clean()
    except ValidationError as error:
        raise DemoError(f"{page.slug}.toml: {'; '.join(error.messages)}") from error


@contextmanager
def indexed_together(pages: list[Page]) -> Iterator[None]:
    """Pages saved inside and put on the list go into the search index together at the end, not one by one."""
    for model in MODELS.values():
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        yield
    finally:
        for model in MODELS.values():
            post_save.connect(post_save_signal_handler, sender=model)
    for backend in get_search_backends():
        for model in MODELS.values():
            new = [page for page in pages if type(page) is model]
            if new:
                backend.add_bulk(model, new)
