"""What is the same in every language: dates, coordinates, relations, the slug."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ForeignKey, ManyToOneRel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from shanyraq.surfaces.portal import models

# a translation may have a picture or a recording of its own
_OWN_BY_LANGUAGE = {models.Picture, models.Attachment}
_OF_THE_TREE = {"slug", "show_in_menus"}


def _shared_fields(model: type[Page]) -> tuple[list[str], list[str]]:
    """Names of plain fields and of child relations that hold facts."""
    plain, rows = [], []
    for translatable in get_translatable_fields(model):
        if not isinstance(translatable, SynchronizedField) or translatable.field_name in _OF_THE_TREE:
            continue
        field = translatable.get_field(model)
        if isinstance(field, ManyToOneRel):
            rows.append(field.name)
        elif not (isinstance(field, ForeignKey) and field.related_model in _OWN_BY_LANGUAGE):
            plain.append(field.attname)
    return plain, rows


def _row_values(page: Page, relation: str) -> list[dict[str, Any]]:
    """The rows of a child relation without their ids and their page."""
    parent = page._meta.get_field(relation).remote_field.attname  # noqa: SLF001 -- Django's documented API
    return [
        {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields  # noqa: SLF001 -- Django's documented API
            if not field.primary_key and field.attname != parent
        }
        for row in getattr(page, relation).all()
    ]


def share_facts(*, original: Page, translation: Page) -> bool:
    """Bring the facts of the original into a translation's live row; whether anything differed.

    Words, pictures and recordings of the translation stay as they are.
    """
    source, target = original.specific, translation.specific
    plain, rows = _shared_fields(type(source))
    changed = [name for name in plain if getattr(target, name) != getattr(source, name)]
    other_rows = [name for name in rows if _row_values(source, name) != _row_values(target, name)]
    for name in changed:
        setattr(target, name, getattr(source, name))
    for name in other_rows:
        source.copy_child_relation(name, target)
    if changed or other_rows:
        target.save(clean=False)
    return bool(changed or other_rows)


@transaction.atomic
def follow_slug(*, original: Page) -> int:
    """Give every other language the slug of the original; how many pages changed.

    The old addresses redirect to the new ones (Wagtail sees to it). Home pages are siblings in the tree and
    keep their own slugs, which no address shows.
    """
    if original.depth <= 2:
        return 0
    others = original.get_translations().exclude(slug=original.slug)
    for page in others:
        specific = page.specific
        specific.slug = original.slug
        specific.save(clean=False)
    return len(others)
