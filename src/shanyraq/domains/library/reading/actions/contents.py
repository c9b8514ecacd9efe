"""The table of contents and the text of pages, edited by staff."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.actions.editions import lock_changeable
from shanyraq.domains.library.reading.models import ContentsEntry, DigitalEdition, DigitalPage
from shanyraq.kernel.errors import Refusal

MOST_ENTRIES = 5_000
LONGEST_TITLE = 500
_LINE = re.compile(
    r"^(?P<indent>\s*)(?P<title>.*?\S)(?:\s*(?:\.{2,}|…+|\t|\|)\s*|\s+)(?P<page>\[?[\w.-]+\]?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line as typed: level from 1, words, and the page's label or place in brackets."""

    level: int
    title: str
    page: str


def parse_contents(text: str) -> list[Heading]:
    """Lines like ``Chapter one ..... 12``; deeper ones are indented by two spaces or a tab a level.

    :raises Refusal: ``contents_line`` with the number of the line; ``too_many_lines``.
    """
    found = []
    for number, line in enumerate(text.replace("\t", "  ").splitlines(), 1):
        if not line.strip():
            continue
        match = _LINE.match(line)
        if match is None:
            words = _("Line %(number)d has no page: write the title, then the page's label.")
            raise Refusal(words % {"number": number}, code="contents_line", field="contents")
        level = min(len(match["indent"]) // 2 + 1, 6)
        found.append(Heading(level, match["title"].rstrip(". …|")[:LONGEST_TITLE], match["page"]))
    if len(found) > MOST_ENTRIES:
        raise Refusal(_("The table of contents is too long."), code="too_many_lines", field="contents")
    return found


def replace_contents(
    *, edition: DigitalEdition, headings: Sequence[Heading], actor: Any, at: datetime
) -> list[ContentsEntry]:
    """Put a table of contents in the place of the one there is.

    :raises Refusal: ``not_allowed``, ``published``; ``unknown_label`` naming a page that is not there.
    """
    with transaction.atomic():
        locked = lock_changeable(edition, actor)
        by_label = _labels(locked)
        entries = [
            ContentsEntry(
                edition=locked,
                position=position,
                level=each.level,
                title=each.title,
                page=_page_of(each, by_label),
            )
            for position, each in enumerate(headings, 1)
        ]
        locked.contents.all().delete()
        ContentsEntry.objects.bulk_create(entries)
        locked.changed_at = at
        locked.save(update_fields=["changed_at"])
    return entries


def _labels(edition: DigitalEdition) -> dict[str, DigitalPage]:
    """Pages by label, the first of each, and by place in brackets."""
    found: dict[str, DigitalPage] = {}
    for page in edition.pages.order_by("number"):
        found.setdefault(f"[{page.number}]", page)
        if page.label:
            found.setdefault(page.label, page)
    return found


def _page_of(heading: Heading, by_label: dict[str, DigitalPage]) -> DigitalPage:
    page = by_label.get(heading.page) or by_label.get(f"[{heading.page}]")
    if page is None:
        text = _("There is no page “%(label)s”. Write a label, or the place in brackets: [12].")
        raise Refusal(text % {"label": heading.page[:40]}, code="unknown_label", field="contents")
    return page
