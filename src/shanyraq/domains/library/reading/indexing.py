"""What of the books is found: every page with text that everybody, or everybody signed in, may read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext

from shanyraq.domains.library.reading.models import ContentsEntry, DigitalEdition, DigitalPage, PageText
from shanyraq.domains.library.reading.queries.access import audiences_of
from shanyraq.domains.library.reading.states import AccessClass, EditionState, PageState
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.search.documents import OWN_LANGUAGE, Document, Source, Table, Text, register

SOURCE = "library.page"
MOST_CHARACTERS = 60_000
"""Of one page: a chapter of an EPUB may be a whole novel; what comes after is found inside the book."""
_FOUND = Q(state=EditionState.PUBLISHED, access_class__in=[AccessClass.PUBLIC, AccessClass.REGISTERED])


def connect() -> None:
    """Make the pages findable; called once when the room is ready."""
    register(
        Source(
            name=SOURCE,
            documents=documents,
            keys=keys,
            visible=visible,
            kinds={"page": _("Pages of books")},
            tables=(
                Table("library_reading_digitalpage", "id"),
                Table("library_reading_pagetext", "page_id"),
                Table("library_reading_digitaledition", "id", spread="edition"),
                Table("library_reading_contentsentry", "edition_id", spread="edition"),
            ),
            spreads={"edition": pages_of_editions},
        )
    )


def keys() -> Iterator[str]:
    """Every page of what can be found at all."""
    editions = DigitalEdition.objects.filter(_FOUND).values("pk")
    pages = DigitalPage.objects.filter(edition_id__in=editions, state=PageState.READY).order_by("pk")
    for number in pages.values_list("pk", flat=True).iterator():
        yield str(number)


def pages_of_editions(edition_keys: Collection[str]) -> set[str]:
    """The keys of all pages of these digital editions."""
    pages = DigitalPage.objects.filter(edition_id__in=[int(key) for key in edition_keys])
    return {str(number) for number in pages.values_list("pk", flat=True)}


def visible(wanted: Collection[str], audiences: frozenset[str]) -> set[str]:
    """Those that these groups may read now. One query, without texts."""
    pages = _pages(wanted)
    now = timezone.now()
    return {str(page.pk) for page in pages if audiences_of(page.edition, now) & audiences}


def _pages(wanted: Collection[str]) -> list[DigitalPage]:
    found = DigitalPage.objects.filter(pk__in=[int(key) for key in wanted], state=PageState.READY)
    return list(found.select_related("edition"))


def documents(wanted: Collection[str]) -> Iterator[Document]:
    """The documents of pages that a group of readers may find. Three queries."""
    now = timezone.now()
    pages = {page.pk: page for page in _pages(wanted) if audiences_of(page.edition, now)}
    headings = _headings({page.edition_id for page in pages.values()})
    texts = (
        PageText.objects.filter(page_id__in=list(pages)).exclude(text="").only("page_id", "text", "language")
    )
    for content in texts:
        page = pages[content.page_id]
        yield _document(page, content, headings.get(page.edition_id, []))


def _headings(editions: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """The entries of the contents by book: place of the page and title, in order."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = ContentsEntry.objects.filter(edition_id__in=editions).order_by("page__number", "position")
    for edition, number, title in rows.values_list("edition_id", "page__number", "title"):
        found.setdefault(edition, []).append((number, title))
    return found


def _document(page: DigitalPage, content: PageText, headings: list[tuple[int, str]]) -> Document:
    edition: Any = page.edition
    language = edition.language if edition.language in LANGUAGES else DEFAULT
    chapter = next((title for number, title in reversed(headings) if number <= page.number), "")
    with override(language):
        label = pgettext("page of a book", "p. %(label)s") % {"label": page.shown_label}
    return Document(
        source=SOURCE,
        key=str(page.pk),
        kind="page",
        language=language,
        title=f"{chapter}, {label}" if chapter else label,
        address=f"/{OWN_LANGUAGE}/library/read/{edition.public_id}/at/{page.pk}/",
        texts=(Text(content.text[:MOST_CHARACTERS], language),),
        audiences=audiences_of(edition, timezone.now()),
        note=" · ".join(filter(None, (edition.title, edition.creator))),
    )
