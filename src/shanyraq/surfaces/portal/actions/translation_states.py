"""Keeping account of what was translated from what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation

from shanyraq.surfaces.portal.models import TranslationState
from shanyraq.surfaces.portal.queries.text_digest import text_digest


def original_of(translation_key: Any) -> Page | None:
    """The page that the others of its kind are translated from, live or not."""
    states = TranslationState.objects.filter(page__translation_key=translation_key, source=None)
    state = states.select_related("page").order_by("page_id").first()
    return state.page if state else None


def _still_a_copy(page: Any, digest: str) -> bool:
    """Whether a page taken out of the fallbacks still shows the words of another language."""
    own = page.locale.language_code
    if page.text_language in {"", own}:
        return False
    return TranslationState.objects.filter(
        page__translation_key=page.translation_key,
        page__locale__language_code=page.text_language,
        text_digest=digest,
    ).exists()


def _localized_from(page: Page) -> Translation | None:
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return translations.select_related("source").first()


def _source_of_new(page: Page) -> dict[str, Any]:
    """The fields of a first publication: made from the original as it is live now."""
    original = original_of(page.translation_key)
    if original is None or original.pk == page.pk:
        return {}
    return {
        "source": original,
        "source_digest": original.translation_state.text_digest,
        "source_revision": original.live_revision,
    }


def _source_in_editor(page: Page) -> dict[str, Any]:
    """The fields of a translation made in the translation editor: made from the text frozen there."""
    translation = _localized_from(page)
    if translation is None:
        return {}
    source_page = translation.source.get_source_instance()
    frozen = text_digest_of_frozen(translation)
    is_live_text = source_page.live_revision_id and frozen == text_digest(source_page)
    return {
        "source_id": source_page.pk,
        "source_digest": frozen,
        "source_revision": source_page.live_revision if is_live_text else None,
    }


def text_digest_of_frozen(translation: Translation) -> str:
    """The digest of the text that a translator sees in the translation editor."""
    frozen = translation.source.as_instance()
    return text_digest(_AlreadySpecific(frozen))


class _AlreadySpecific:
    """Keeps ``text_digest`` from reading the live row instead of the frozen one."""

    def __init__(self, page: Page) -> None:
        self.specific = page


@transaction.atomic
def record_publication(*, page: Any, at: datetime) -> TranslationState | None:
    """Account for a publication of a page with a text of its own.

    The first published page of its kind becomes the original. ``None`` when the page still shows the words of
    its source: such a page is not a translation yet. A later publication of a translation made by hand does
    not count as a new translation (see ``mark_translation_current``); one from the translation editor does.
    """
    digest = text_digest(page)
    if _still_a_copy(page, digest):
        return None
    own = page.locale.language_code
    if page.text_language != own:
        type(page).objects.filter(pk=page.pk).update(text_language=own)
        page.text_language = own
    state = TranslationState.objects.filter(pk=page.pk).first()
    made_from = _source_in_editor(page) or ({} if state else _source_of_new(page))
    if state is None:
        state = TranslationState(page_id=page.pk)
    if state.text_digest != digest:
        state.text_digest, state.text_changed_at = digest, at
    for name, value in made_from.items():
        setattr(state, name, value)
    if made_from:
        state.translated_at = at
    state.save()
    return state


def mark_translation_current(*, page: Page, at: datetime) -> TranslationState:
    """An editor says that a translation made by hand corresponds to its source as it is live now.

    :raises TranslationState.DoesNotExist: when the page has no text of its own.
    """
    state = TranslationState.objects.select_related("source__translation_state", "source__live_revision").get(
        pk=page.pk
    )
    if state.source is not None:
        state.source_digest = state.source.translation_state.text_digest
        state.source_revision = state.source.live_revision
        state.translated_at = at
        state.save()
    return state
