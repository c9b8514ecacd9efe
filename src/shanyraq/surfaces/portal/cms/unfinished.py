"""An unfinished translation is never shown to readers.

wagtail-localize writes every save of a translation into the live row, untranslated sentences in the source's
language, and takes the page out of the fallbacks when a translation is begun. Readers would get half a page.
All its ways of writing (submit, publish, sync, machine translation) go through one method, which is guarded
here: only a complete translation that is to be published is written; until then the page stays an alias and
the translator works on the stored strings, with a preview.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import edit_translation

from shanyraq.surfaces.portal.models import PortalPage


def missing_texts(source: TranslationSource, locale: Any) -> int:
    """How many texts of the source have no faultless translation."""
    texts = source.stringsegment_set.all().annotate_translation(locale)
    return texts.filter(translation__isnull=True).count()


def guard_translations() -> None:
    """Put the guard before wagtail-localize's only door; calling it twice changes nothing."""
    door = TranslationSource.create_or_update_translation
    if hasattr(door, "__wrapped__"):
        return

    @wraps(door)
    def guarded(self: TranslationSource, locale: Any, *args: Any, **options: Any) -> Any:
        if not issubclass(self.specific_content_type.model_class() or object, PortalPage):
            return door(self, locale, *args, **options)
        if options.get("publish", True) and not missing_texts(self, locale):
            return door(self, locale, *args, **options)
        return _untouched(self, locale)

    TranslationSource.create_or_update_translation = guarded


def _untouched(source: TranslationSource, locale: Any) -> tuple[Page, bool]:
    """The page in the language as it is; an alias is made where there is none yet."""
    page = source.get_source_instance()
    existing = page.get_translation_or_none(locale)
    if existing is not None:
        return existing, False
    return page.copy_for_translation(locale, copy_parents=True, alias=True), True


def before_edit_page(request: Any, page: Page) -> HttpResponse | None:
    """Hook: a page that is still a fallback opens in the translation editor; half of it is not published."""
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None:
        return None
    if request.method == "POST" and request.POST.get("action") == "publish":
        if not page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        missing = missing_texts(translation.source, translation.target_locale)
        if missing:
            text = _(
                "The translation is not finished, so it was not published. Texts still missing: %(number)d."
            )
            messages.error(request, text % {"number": missing})
            return redirect("wagtailadmin_pages:edit", page.pk)
    return edit_translation(request, translation, page.specific) if page.alias_of_id else None
