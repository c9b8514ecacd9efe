"""Digital editions and their pages, as readers and staff see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from shanyraq.domains.library.catalogue.queries.families import edition_now, merged_into_any
from shanyraq.domains.library.network.models import Library, StaffPost
from shanyraq.domains.library.network.permissions import is_network_administrator
from shanyraq.domains.library.reading.models import (
    Bookmark,
    ContentsEntry,
    DigitalEdition,
    DigitalPage,
    PageText,
    ReaderPlace,
)
from shanyraq.domains.library.reading.queries.access import KEEPERS
from shanyraq.domains.library.reading.states import PageState, SourceState
from shanyraq.kernel.languages import LANGUAGES

NEAR_BEFORE = 2
NEAR_AFTER = 4
_LIGHT = ("pk", "number", "label", "form", "image", "width", "height", "state", "edition_id")


def edition_at(public_id: str) -> DigitalEdition | None:
    """The digital edition of this public id, with its library and catalogued edition; one query."""
    found = DigitalEdition.objects.select_related("library", "edition")
    return found.filter(public_id=public_id).first() if len(public_id) == 10 else None


def pages_of(edition: DigitalEdition) -> QuerySet[DigitalPage]:
    """All pages in order, without texts."""
    return edition.pages.order_by("number").only(*_LIGHT)


def page_at(edition: DigitalEdition, number: int) -> DigitalPage | None:
    """The page in a place."""
    return edition.pages.filter(number=number).first()


def page_by_id(edition: DigitalEdition, page_id: int) -> DigitalPage | None:
    """The page of this number of a row, if it is one of the edition's."""
    return edition.pages.filter(pk=page_id).first()


def page_by_label(edition: DigitalEdition, label: str) -> int | None:
    """The place of a page by its label (whatever the case), else by the place itself."""
    wanted = " ".join(label.split())[:40]
    if not wanted:
        return None
    pages = edition.pages.order_by("number")
    number = pages.filter(label__iexact=wanted).values_list("number", flat=True).first()
    plain = wanted.strip("[]")
    if number is None and plain.isascii() and plain.isdecimal() and len(plain) < 9:
        number = pages.filter(number=int(plain)).values_list("number", flat=True).first()
    return number


def text_of(page: DigitalPage) -> PageText | None:
    """The text of a page with its boxes; None where the page has none."""
    return PageText.objects.filter(page_id=page.pk).defer("terms").first()


def near(edition: DigitalEdition, number: int) -> list[DigitalPage]:
    """A page and its neighbours."""
    around = Q(number__gte=number - NEAR_BEFORE, number__lte=number + NEAR_AFTER)
    return list(pages_of(edition).filter(around))


def count_pages(edition: DigitalEdition) -> int:
    """How many places there are, missing pages among them."""
    return edition.pages.count()


def contents_of(edition: DigitalEdition) -> list[ContentsEntry]:
    """The table of contents with its pages; one query."""
    return list(edition.contents.select_related("page").order_by("position"))


def bookmarks_of(edition: DigitalEdition, user: Any) -> list[Bookmark]:
    """The reader's bookmarks in a book; none for who is not signed in."""
    if not user.is_authenticated:
        return []
    return list(edition.bookmarks.filter(user_id=user.pk).select_related("page").order_by("page__number"))


def place_in(edition: DigitalEdition, user: Any) -> ReaderPlace | None:
    """Where the reader stopped."""
    if not user.is_authenticated:
        return None
    return edition.places.filter(user_id=user.pk).select_related("page").first()


def language_tag(edition: DigitalEdition) -> str:
    """BCP 47 of the text, with the script where it is not the usual one: ``kk-Arab``."""
    code = LANGUAGES[edition.language].bcp47 if edition.language in LANGUAGES else edition.language
    usual = {"kk": "Cyrl", "ru": "Cyrl", "ar": "Arab", "zh-Hans": "Hans"}.get(code, "Latn")
    return code if edition.script in {"", usual} or "-" in code else f"{code}-{edition.script}"


def is_written_rtl(edition: DigitalEdition) -> bool:
    """Whether the letters of the text run from right to left."""
    return edition.script == "Arab" or edition.language == "ar"


# --- for staff ---


def kept_by(user: Any) -> QuerySet[DigitalEdition]:
    """The digital editions of the libraries for which *user* digitises."""
    found = DigitalEdition.objects.select_related("library")
    if is_network_administrator(user):
        return found
    return found.filter(library_id__in=_libraries(user))


def libraries_kept_by(user: Any) -> QuerySet[Library]:
    """The libraries for which *user* digitises."""
    libraries = Library.objects.order_by("code")
    return libraries if is_network_administrator(user) else libraries.filter(pk__in=_libraries(user))


def _libraries(user: Any) -> QuerySet[StaffPost, Any]:
    return StaffPost.objects.filter(user_id=user.pk, role__in=list(KEEPERS)).values("library_id")


def progress_of(edition: DigitalEdition) -> dict[str, int]:
    """How many pages there are, and how many are ready, waiting, failed, missing and without text."""
    counted = edition.pages.aggregate(
        total=Count("pk"),
        ready=Count("pk", filter=Q(state=PageState.READY)),
        waiting=Count("pk", filter=Q(state=PageState.WAITING)),
        failed=Count("pk", filter=Q(state=PageState.FAILED)),
        missing=Count("pk", filter=Q(state=PageState.MISSING)),
        wordless=Count("pk", filter=Q(state=PageState.READY) & ~Q(error="")),
    )
    counted["unpacking"] = edition.sources.filter(state=SourceState.WAITING).count()
    return counted


def progress_of_all(editions: Iterable[DigitalEdition]) -> dict[int, tuple[int, int, int]]:
    """Pages, ready ones and failed ones by edition; one query."""
    rows = (
        DigitalPage.objects.filter(edition__in=list(editions))
        .values("edition_id")
        .annotate(
            total=Count("pk"),
            ready=Count("pk", filter=Q(state__in=[PageState.READY, PageState.MISSING])),
            failed=Count("pk", filter=Q(state=PageState.FAILED)),
        )
    )
    return {row["edition_id"]: (row["total"], row["ready"], row["failed"]) for row in rows}


def digital_by_edition(edition_ids: Collection[int]) -> dict[int, list[DigitalEdition]]:
    """The digital editions of catalogued ones and of what was merged into them, in any state; one query."""
    found: dict[int, list[DigitalEdition]] = {}
    editions = DigitalEdition.objects.filter(edition_id__in=merged_into_any(edition_ids))
    placed = editions.annotate(now=edition_now()).select_related("library")
    for edition in placed.order_by("-published_at", "pk"):
        found.setdefault(edition.now, []).append(edition)
    return found
