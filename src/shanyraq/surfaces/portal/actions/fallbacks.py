"""No language is without a page: what is not translated shows the best translation there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.views.convert import sync_alias

from shanyraq.kernel.languages import DEFAULT, LANGUAGES, fallback_chain
from shanyraq.surfaces.portal.models import TranslationState


def _pages_by_language(translation_key: Any) -> dict[str, Page]:
    """All pages of one item by language code, locked for this transaction."""
    pages = Page.objects.select_for_update(of=("self",)).filter(translation_key=translation_key)
    found = pages.select_related("locale", "translation_state").order_by("pk")
    return {page.locale.language_code: page for page in found}


def _state(page: Page) -> TranslationState | None:
    return getattr(page, "translation_state", None) if page.alias_of_id is None else None


def _original(pages: dict[str, Page]) -> Page | None:
    """The original; when it was deleted, the best translation takes its place."""
    heads = [
        page
        for code in fallback_chain(DEFAULT)
        if (page := pages.get(code)) and (state := _state(page)) and not state.source_id
    ]
    for page in heads[1:]:
        TranslationState.objects.filter(pk=page.pk).update(
            source=heads[0], source_digest=heads[0].translation_state.text_digest
        )
        page.translation_state.refresh_from_db()
    return heads[0] if heads else None


def _best(code: str, with_text: dict[str, Page]) -> Page | None:
    return next((with_text[each] for each in fallback_chain(code) if each in with_text), None)


def _make_alias(best: Page, locale: Locale) -> None:
    parent = best.get_parent()
    if parent.depth > 1 and not parent.has_translation(locale):
        refresh_fallbacks(parent.translation_key)
    best.specific.copy_for_translation(locale, copy_parents=True, alias=True)


def _point(page: Page, best: Page) -> None:
    """Make ``page`` an alias of ``best`` and show its text; slug and place in the tree stay."""
    source, alias = best.specific, page.specific
    if _state(page) and alias.latest_revision_id is None:
        alias.save_revision(changed=False, clean=False)  # its own text must not be lost
    alias.alias_of_id = source.pk
    alias.text_language = source.text_language
    TranslationState.objects.filter(pk=page.pk).delete()
    sync_alias(source, alias)


def _withdraw_with(original: Page, pages: Iterable[Page]) -> None:
    """Unpublish the translations of an unpublished original and remember that this was the reason."""
    for page in pages:
        if page.pk != original.pk and page.live and page.alias_of_id is None:
            TranslationState.objects.filter(pk=page.pk).update(withdrawn=True)
            page.specific.unpublish(log_action="wagtail.unpublish")


def _bring_back(pages: Iterable[Page]) -> bool:
    """Publish again what was withdrawn together with its original, with the text it had; whether any was."""
    brought = False
    for page in pages:
        state = _state(page)
        if state and state.withdrawn:
            TranslationState.objects.filter(pk=page.pk).update(withdrawn=False)
            page.specific.save_revision(changed=False, clean=False).publish()
            brought = True
    return brought


@transaction.atomic
def refresh_fallbacks(translation_key: Any) -> int:
    """Bring the pages of one item in all languages into agreement with what is published; how many changed.

    - A language without a text of its own gets an alias of the best one by ``fallback_chain``, and a better
      one as soon as there is one.
    - Withdrawing a translation brings the fallback back; its text stays in its history.
    - Withdrawing the original withdraws the item in all languages; publishing it again brings them back.
    """
    pages = _pages_by_language(translation_key)
    original = _original(pages)
    if original is None:
        return 0
    if not original.live:
        _withdraw_with(original, pages.values())
        return 0
    if _bring_back(pages.values()):
        pages = _pages_by_language(translation_key)
    with_text = {code: page for code, page in pages.items() if page.live and _state(page)}
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    changed = 0
    for code in LANGUAGES:
        if code in locales and code not in with_text:
            changed += _settle(pages.get(code), locales[code], _best(code, with_text))
    return changed


def _settle(page: Page | None, locale: Locale, best: Page | None) -> int:
    """One language without a live text of its own; 1 when something was done."""
    if best is None:
        return 0
    if page is None:
        _make_alias(best, locale)
        return 1
    if page.alias_of_id is None and _state(page) is None:
        return 0  # somebody is just writing it
    if page.alias_of_id != best.pk or not page.live:
        _point(page, best)
        return 1
    return 0


def refresh_after_deletion(translation_key: Any, alias_ids: Iterable[int]) -> None:
    """After a text was deleted: its aliases follow another one, or go with the last one."""
    orphans = Page.objects.filter(pk__in=list(alias_ids), alias_of=None, translation_state=None)
    remaining = (
        TranslationState.objects.filter(page__translation_key=translation_key).select_related("page").first()
    )
    if remaining is None:
        for page in orphans:
            page.delete()
        return
    for page in orphans:
        _point(page, remaining.page)
    refresh_fallbacks(translation_key)
