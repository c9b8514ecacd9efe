"""Two authorities that are one thing: merged by a person, undone by a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.vocabularies.models import Authority, AuthorityMerge
from shanyraq.platform.vocabularies.queries.authorities import root_of


def merge_authorities(
    *, authority: Authority, into: Authority, actor: Any, at: datetime, reason: str = ""
) -> AuthorityMerge:
    """Let *authority* lead to *into* for ever; names and links stay and count for *into*. Recorded.

    :raises Refusal: ``same`` for one and the same, ``kind`` for things of two kinds, ``merged`` when it was
        merged before.
    """
    with transaction.atomic():
        kept = _locked(root_of(into).pk)
        gone = _locked(authority.pk)
        if gone.pk == kept.pk or root_of(gone).pk == kept.pk:
            raise Refusal(_("These two are already one."), code="same")
        if gone.merged_into_id is not None:
            raise Refusal(_("This authority was merged before."), code="merged")
        if gone.kind != kept.kind:
            raise Refusal(_("Only authorities of one kind can be merged."), code="kind", field="into")
        _set(gone, kept, at)
        authority.merged_into = kept
        return AuthorityMerge.objects.create(
            authority=gone, into=kept, actor_id=getattr(actor, "pk", None), reason=reason.strip(), at=at
        )


def undo_merge(*, merge: AuthorityMerge, actor: Any, at: datetime) -> None:
    """Take a merging back; the authority is one of its own again. Recorded.

    :raises Refusal: ``undone`` when it was taken back before.
    """
    with transaction.atomic():
        stored = AuthorityMerge.objects.select_for_update().get(pk=merge.pk)
        if stored.undone_at is not None:
            raise Refusal(_("This was undone before."), code="undone")
        _set(_locked(stored.authority_id), None, at)
        stored.undone_at, stored.undone_by_id = at, getattr(actor, "pk", None)
        stored.save(update_fields=["undone_at", "undone_by_id"])


def _locked(pk: int) -> Authority:
    return Authority.objects.select_for_update().get(pk=pk)


def _set(authority: Authority, into: Authority | None, at: datetime) -> None:
    Authority.objects.filter(pk=authority.pk).update(merged_into=into, changed_at=at)
