"""What somebody typed on a form and has to show first who they are: kept in their session meanwhile."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

SESSION_KEY: Final = "petitions_kept_words"
SIGNING: Final = "signing"
SUBMISSION: Final = "submission"
FIELDS: Final = {SIGNING: ("territory", "shows_name"), SUBMISSION: ("reason",)}
"""Fields of each form that are kept; files cannot be."""

MOST_FORMS: Final = 5
LONGEST: Final = 20_000
"""Characters of one field; nobody fills our database with a session."""


def keep_words(request: HttpRequest, form: str, public_id: str) -> None:
    """Keep what was posted of *form* about a petition; the oldest of many forms is forgotten."""
    words = {name: request.POST[name][:LONGEST] for name in FIELDS[form] if request.POST.get(name)}
    others = _kept(request)
    others.pop(f"{form} {public_id}", None)
    whole = [*others.items(), (f"{form} {public_id}", words)]
    request.session[SESSION_KEY] = dict(whole[-MOST_FORMS:])


def kept_words(request: HttpRequest, form: str, public_id: str) -> dict[str, str]:
    """What was kept of *form*, to fill it in again."""
    return _kept(request).get(f"{form} {public_id}", {})


def forget_words(request: HttpRequest, form: str, public_id: str) -> None:
    """The form was taken. A session without it is not written."""
    others = _kept(request)
    if others.pop(f"{form} {public_id}", None) is not None:
        request.session[SESSION_KEY] = others


def _kept(request: HttpRequest) -> dict[str, dict[str, str]]:
    return dict(request.session.get(SESSION_KEY, {}))
