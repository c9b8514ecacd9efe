"""Keeping one step of a draft: what another window wrote meanwhile is never overwritten unseen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from shanyraq.domains.petitions.actions.drafts import DraftTexts, save_draft
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.web.forms.writing import StepForm, stored
from shanyraq.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether the form was kept; ``is_conflict``: another window has written something else meanwhile."""

    is_kept: bool
    is_conflict: bool = False


def mark_of(petition: Petition, form_class: type[StepForm]) -> str:
    """A mark of what is stored of a step. A form carries it, so that a change in between is noticed."""
    return _mark({name: stored(petition, name) for name in form_class.names})


def _mark(values: dict[str, Any]) -> str:
    written = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def keep(request: HttpRequest, petition: Petition, form: StepForm) -> Kept:
    """Keep a bound form by the action. Its errors, also those of the action, are at its fields."""
    if not form.is_valid():
        return Kept(is_kept=False)
    now_stored = mark_of(petition, type(form))
    if now_stored not in {request.POST.get("was", ""), _mark(form.told())}:
        return Kept(is_kept=False, is_conflict=True)
    texts = replace(texts_of_draft(petition), **form.values())
    seen_at = petition.changed_at
    try:
        save_draft(petition=petition, texts=texts, actor=request.user, at=timezone.now(), seen_at=seen_at)
    except Refusal as refusal:
        if refusal.code == "changed_elsewhere":
            petition.refresh_from_db()
            return Kept(is_kept=False, is_conflict=True)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return Kept(is_kept=False)
    return Kept(is_kept=True)


def texts_of_draft(petition: Petition) -> DraftTexts:
    """All that is stored, as the action takes it."""
    return DraftTexts(
        language=petition.language,
        body=petition.body,
        topic=petition.topic,
        residence=petition.residence,
        title=petition.title,
        substance=petition.substance,
        arguments=petition.arguments,
        proposals=stored(petition, "proposals"),
    )
