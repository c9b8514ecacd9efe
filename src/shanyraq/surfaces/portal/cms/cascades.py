"""What an editor does to an original happens to it in all languages."""

from __future__ import annotations

from wagtail.models import Page

from shanyraq.surfaces.portal.models import TranslationState


def translated_pages(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """Hook: deleting, moving or withdrawing an original takes its translations along, and says so beforehand.

    The same done to a translation concerns that language alone; the fallback comes back.
    """
    found = {}
    for page in pages:
        if (
            page.alias_of_id is None
            and not TranslationState.objects.filter(pk=page.pk, source__isnull=False).exists()
        ):
            others = page.get_translations()
            found[page] = list(others.filter(alias_of=None) if action == "unpublish" else others)
    return found
