"""Remembering what the demonstration wrote, so that editors' work is never touched."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from modelcluster.models import get_all_child_relations

from shanyraq.surfaces.portal.models import DemoRecord

# what changes without an editor, or only by where the page stands
_NOT_CONTENT = {
    "pk", "path", "depth", "numchild", "url_path", "translation_key", "locale", "alias_of", "live", "owner",
    "has_unpublished_changes", "first_published_at", "last_published_at", "latest_revision_created_at",
    "latest_revision", "live_revision", "locked", "locked_at", "locked_by", "expired", "content_type",
    "draft_title", "wagtail_admin_comments", "comments", "text_language",
}  # fmt: skip  # names read in lines


def content_digest(page: Any) -> str:
    """Of the words and facts of a page as they are in the database."""
    found = {name: value for name, value in page.serializable_data().items() if name not in _NOT_CONTENT}
    for relation in get_all_child_relations(type(page)):
        own = {"pk", relation.field.name}
        if relation.name in found:
            found[relation.name] = [
                {name: value for name, value in row.items() if name not in own}
                for row in found[relation.name]
            ]
    encoded = json.dumps(found, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(encoded.encode()).hexdigest()


class Records:
    """The records of earlier runs by key, read once; new ones are written together by ``save``."""

    def __init__(self) -> None:
        self._known = {record.key: record for record in DemoRecord.objects.all()}
        self._new: dict[str, DemoRecord] = {}

    def knows(self, key: str) -> bool:
        """Whether an earlier run wrote the object, be it still there or not."""
        return key in self._known

    def object_id(self, key: str) -> str:
        """The id of the object as written, empty when it never was."""
        record = self._known.get(key)
        return record.object_id if record else ""

    def get(self, key: str) -> DemoRecord | None:
        """The record of an object."""
        return self._known.get(key)

    def add(self, key: str, written_object: Model, *, written: str, content: str) -> None:
        """Remember an object just written."""
        record = DemoRecord(key=key, written=written, content=content, object_id=str(written_object.pk))
        self._known[key] = record
        self._new[key] = record

    def save(self) -> None:
        """Write the new records."""
        DemoRecord.objects.bulk_create(
            self._new.values(),
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["written", "content", "object_id", "written_at"],
        )
        self._new = {}
