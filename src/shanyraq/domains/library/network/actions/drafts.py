"""Keeping what was typed into a form until it can be saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from shanyraq.domains.library.network.models import FormDraft, Library

_LARGEST: Final = 60_000
"""Characters of one draft; the longest form holds far fewer."""


def keep_draft(
    *, user: Any, library: Library | None, form: str, typed: Mapping[str, list[str]], at: datetime
) -> None:
    """Keep what was typed; a draft that is too large is not kept. NUL signs cannot be stored and go."""
    plain = {str(name): [text.replace("\x00", "") for text in texts] for name, texts in typed.items()}
    if sum(len(text) for texts in plain.values() for text in texts) > _LARGEST:
        return
    FormDraft.objects.update_or_create(
        user=user, library=library, form=form, defaults={"typed": plain, "kept_at": at}
    )


def drop_draft(*, user: Any, library: Library | None, form: str) -> None:
    """Forget it: the form was saved."""
    FormDraft.objects.filter(user=user, library=library, form=form).delete()


def draft_of(*, user: Any, library: Library | None, form: str) -> dict[str, list[str]] | None:
    """What was typed last into a form that is not saved."""
    found = FormDraft.objects.filter(user=user, library=library, form=form).first()
    return found.typed if found else None
