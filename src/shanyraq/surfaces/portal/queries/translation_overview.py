"""What is translated, what is not and what is out of date, page by page and language by language."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from shanyraq.surfaces.portal.models import TranslationState


class Status(TextChoices):
    """How one page stands in one language."""

    MISSING = "missing", _("Missing")
    FALLBACK = "fallback", _("Shown in another language")
    BEGUN = "begun", _("Being written")
    STALE = "stale", _("Out of date")
    COMPLETE = "complete", _("Complete")


_STATUS = Case(
    When(alias_of__isnull=False, then=Value(Status.FALLBACK)),
    When(translation_state__isnull=True, then=Value(Status.BEGUN)),
    When(
        ~Q(translation_state__source_digest=F("translation_state__source__translation_state__text_digest")),
        then=Value(Status.STALE),
    ),
    default=Value(Status.COMPLETE),
    output_field=CharField(),
)


def originals() -> QuerySet[Page]:
    """Published pages that the others are translated from."""
    return Page.objects.live().filter(
        alias_of=None, translation_state__isnull=False, translation_state__source=None
    )


def _original_key() -> QuerySet[TranslationState]:
    """The state of the original of the page in question; only live originals need translations."""
    return TranslationState.objects.filter(
        page__translation_key=OuterRef("translation_key"), source=None, page__live=True
    ).order_by("page_id")


def translation_overview(locale: Locale | None = None) -> QuerySet[Page]:
    """One row for every page × language but the original's own, in ``locale`` or in all.

    Each row is the page in that language with ``status``, ``original_id``, ``original_title``,
    ``original_language``, ``original_changed_at`` (when its words last changed), ``translated_at`` and
    ``translation_id`` (of the translation editor, where one is open). Pages that do not exist at all in a
    language are in ``missing_in``. One query.
    """
    original, editor = (
        _original_key(),
        Translation.objects.filter(
            source__object_id=OuterRef("translation_key"),
            target_locale_id=OuterRef("locale_id"),
            enabled=True,
        ),
    )
    rows = Page.objects.filter(Exists(original)).exclude(pk__in=originals().values("pk"))
    if locale is not None:
        rows = rows.filter(locale=locale)
    return rows.annotate(
        status=_STATUS,
        original_id=Subquery(original.values("page_id")[:1]),
        original_title=Subquery(original.values("page__title")[:1]),
        original_language=Subquery(original.values("page__locale__language_code")[:1]),
        original_changed_at=Subquery(original.values("text_changed_at")[:1]),
        translated_at=F("translation_state__translated_at"),
        translation_id=Subquery(editor.values("pk")[:1]),
        waiting_since=Coalesce(
            "translation_state__source__translation_state__text_changed_at", "original_changed_at"
        ),
    ).select_related("locale", "content_type")


def missing_in(locale: Locale) -> QuerySet[Page]:
    """Originals that have no page at all in a language, not even a fallback."""
    there = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    return originals().filter(~Exists(there)).select_related("locale", "content_type")


def counts_by_language() -> list[dict[str, Any]]:
    """For every language: ``language`` (name), ``code``, ``total`` and the number of pages in each status."""
    rows = (
        translation_overview()
        .values("locale__language_code", "status")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found = {(row["locale__language_code"], row["status"]): row["number"] for row in rows}
    own = dict(
        originals()
        .values("locale__language_code")
        .annotate(number=Count("pk"))
        .order_by()
        .values_list("locale__language_code", "number")
    )
    total = sum(own.values())
    return [
        _count(locale, found, total - own.get(locale.language_code, 0)) for locale in Locale.objects.all()
    ]


def _count(locale: Locale, found: dict[tuple[str, str], int], wanted: int) -> dict[str, Any]:
    numbers = {status: found.get((locale.language_code, status), 0) for status in Status.values}
    numbers[Status.MISSING] = max(wanted - sum(numbers.values()), 0)
    return {
        "locale": locale,
        "total": wanted,
        "numbers": [(status, Status(status).label, number) for status, number in numbers.items()],
    }
