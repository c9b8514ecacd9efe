"""What follows from a publication, a withdrawal or a deletion, whichever way it was asked for."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from shanyraq.surfaces.portal.actions.facts import follow_slug, share_facts
from shanyraq.surfaces.portal.actions.fallbacks import refresh_after_deletion, refresh_fallbacks
from shanyraq.surfaces.portal.actions.translation_states import original_of, record_publication
from shanyraq.surfaces.portal.models import Picture, PortalPage
from shanyraq.surfaces.portal.tasks import prepare_picture_sizes


def connect() -> None:
    """Called once when the room is ready."""
    page_published.connect(after_publication, dispatch_uid="portal_after_publication")
    page_unpublished.connect(after_withdrawal, dispatch_uid="portal_after_withdrawal")
    post_save.connect(after_new_picture, sender=Picture, dispatch_uid="portal_after_new_picture")
    pre_delete.connect(before_deletion, sender=Page, dispatch_uid="portal_before_deletion")


def after_new_picture(sender: Any, instance: Picture, *, created: bool, **_more: Any) -> None:  # noqa: ARG001 -- a signal's signature
    """Have the worker prepare the sizes that pages show; the order is part of the same transaction."""
    if created:
        prepare_picture_sizes.defer(picture_id=instance.pk)


def _has_own_text(page: Any) -> bool:
    return isinstance(page, PortalPage) and page.alias_of_id is None


@transaction.atomic
def after_publication(sender: Any, instance: Any, **_more: Any) -> None:  # noqa: ARG001 -- a signal's signature
    """Account for the translation, share the facts and renew the fallbacks."""
    if not _has_own_text(instance):
        return
    if record_publication(page=instance, at=timezone.now()) is None:
        return
    original = original_of(instance.translation_key)
    if original is not None:
        _share(original, instance)
    refresh_fallbacks(instance.translation_key)


def _share(original: Page, published: Page) -> None:
    """The original's facts go to all translations; a published translation takes them from the original."""
    if original.pk != published.pk:
        share_facts(original=original, translation=published)
    else:
        translations = published.get_translations().filter(alias_of=None, translation_state__isnull=False)
        for translation in translations:
            share_facts(original=published, translation=translation)
    follow_slug(original=original)


def after_withdrawal(sender: Any, instance: Any, **_more: Any) -> None:  # noqa: ARG001 -- a signal's signature
    """Renew the fallbacks once the withdrawal (or the deletion it belongs to) is done."""
    if _has_own_text(instance):
        transaction.on_commit(partial(refresh_fallbacks, instance.translation_key))


def before_deletion(sender: Any, instance: Page, **_more: Any) -> None:  # noqa: ARG001 -- a signal's signature
    """Remember which pages showed the text that is about to go."""
    aliases = list(instance.aliases.values_list("pk", flat=True))
    if instance.alias_of_id is None:
        transaction.on_commit(partial(refresh_after_deletion, instance.translation_key, aliases))
