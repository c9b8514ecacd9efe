"""Writing: a draft is kept as it is typed, complete or not.

Drafts are in no list, search or feed; nobody but the initiator sees them.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.steps import delete_file_later, read_anew
from shanyraq.domains.petitions.models import Body, Petition, Proposal, Territory, Topic
from shanyraq.domains.petitions.permissions import by_initiator
from shanyraq.domains.petitions.rules.canonical_text import cleaned
from shanyraq.domains.petitions.rules.completeness import (
    ARGUMENTS_LENGTH,
    MOST_PROPOSALS,
    SUBSTANCE_LENGTH,
    TITLE_LENGTH,
)
from shanyraq.domains.petitions.states import PetitionState
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.accounts.models import User

WRITABLE: Final = frozenset({PetitionState.DRAFT, PetitionState.CORRECTION})
"""States in which the initiator may change the text."""

MOST_DRAFTS: Final = 20
PROPOSAL_LENGTH: Final = 1_500

_LONGEST: Final = (
    ("title", TITLE_LENGTH.stop - 1),
    ("substance", SUBSTANCE_LENGTH.stop - 1),
    ("arguments", ARGUMENTS_LENGTH.stop - 1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTexts:
    """All that a draft says, as typed. What is not chosen or written yet is None or empty."""

    language: str
    body: Body | None = None
    topic: Topic | None = None
    residence: Territory | None = None
    title: str = ""
    substance: str = ""
    arguments: str = ""
    proposals: Sequence[str] = ()


def create_draft(*, actor: Any, language: str, at: dt.datetime) -> Petition:
    """Begin an empty draft of *actor*, a signed-in account; its identity is asked at submission only.

    :raises Refusal: ``too_many_drafts`` when there are ``MOST_DRAFTS`` already; ``language`` for an unknown
        one; ``not_allowed`` for nobody.
    """
    if not (actor.is_authenticated and actor.is_active):
        raise _not_allowed()
    _require_language(language)
    with transaction.atomic():
        # the account's row is locked, so that two tabs do not both begin the last one
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if Petition.objects.filter(user_id=actor.pk, state=PetitionState.DRAFT).count() >= MOST_DRAFTS:
            raise Refusal(
                _("You have %(most)d drafts already. Go on with one of them or delete one.")
                % {"most": MOST_DRAFTS},
                code="too_many_drafts",
            )
        return Petition.objects.create(
            user_id=actor.pk,
            language=language,
            link_token=secrets.token_urlsafe(24),
            created_at=at,
            changed_at=at,
        )


def save_draft(
    *, petition: Petition, texts: DraftTexts, actor: Any, at: dt.datetime, seen_at: dt.datetime | None = None
) -> Petition:
    """Keep what is typed, complete or not; saving the same again changes nothing.

    *seen_at* is the ``changed_at`` that the form was filled from: what another tab has kept since then is
    not overwritten. Empty proposals are left out. *petition* is brought up to date.

    :raises Refusal: ``not_allowed``, ``wrong_state``; ``changed_elsewhere``; ``too_long`` with the field
        (``proposals`` for each of them), ``too_many`` proposals, ``language``.
    """
    _require_language(texts.language)
    written = {name: cleaned(getattr(texts, name)) for name, _longest in _LONGEST}
    proposals = [text for text in (cleaned(each) for each in texts.proposals) if text]
    _require_lengths(written, proposals)
    with transaction.atomic():
        lock_writable(petition, actor)
        if seen_at is not None and petition.changed_at != seen_at:
            raise Refusal(
                _("This petition was changed in another window. Compare before you save."),
                code="changed_elsewhere",
            )
        if not _keep(petition, {**written, **_choices(texts)}, proposals):
            return petition
        petition.changed_at = at
        petition.save()
    return petition


def _choices(texts: DraftTexts) -> dict[str, Any]:
    return {name: getattr(texts, name) for name in ("language", "body", "topic", "residence")}


def _keep(petition: Petition, values: dict[str, Any], proposals: Sequence[str]) -> bool:
    """Set what differs; whether anything did."""
    changed = [name for name, value in values.items() if getattr(petition, name) != value]
    for name in changed:
        setattr(petition, name, values[name])
    if list(petition.proposals.order_by("number").values_list("text", flat=True)) == list(proposals):
        return bool(changed)
    petition.proposals.all().delete()
    Proposal.objects.bulk_create(
        Proposal(petition=petition, number=number, text=text)
        for number, text in enumerate(proposals, start=1)
    )
    return True


def discard_draft(*, petition: Petition, actor: Any) -> None:
    """Delete a draft that was never submitted, with its files; nothing of it stays.

    :raises Refusal: ``not_allowed``; ``wrong_state`` for what was submitted: that one is withdrawn.
    """
    with transaction.atomic():
        lock_writable(petition, actor, states=frozenset({PetitionState.DRAFT}))
        files = [each.file for each in petition.attachments.all()]
        petition.delete()
        for file in files:
            delete_file_later(file)


def lock_writable(petition: Petition, actor: Any, *, states: frozenset[PetitionState] = WRITABLE) -> None:
    """Lock the row of a petition that *actor* may write in now, and read it anew; needs a transaction.

    :raises Refusal: ``gone``, ``not_allowed``, ``wrong_state``.
    """
    read_anew(petition)
    if not by_initiator(petition, actor):
        raise _not_allowed()
    if petition.state not in states:
        raise Refusal(_("This step is not possible in the present state."), code="wrong_state")


def _not_allowed() -> Refusal:
    return Refusal(_("You do not have permission for this step."), code="not_allowed")


def _require_language(language: str) -> None:
    if language not in LANGUAGES:
        raise Refusal(_("Choose the language of the text."), code="language", field="language")


def _require_lengths(written: dict[str, str], proposals: Sequence[str]) -> None:
    for name, longest in _LONGEST:
        if len(written[name]) > longest:
            raise _too_long(longest, name)
    if len(proposals) > MOST_PROPOSALS:
        raise Refusal(
            _("Write at least one proposal and at most %(most)d.") % {"most": MOST_PROPOSALS},
            code="too_many",
            field="proposals",
        )
    if any(len(text) > PROPOSAL_LENGTH for text in proposals):
        raise _too_long(PROPOSAL_LENGTH, "proposals")


def _too_long(longest: int, field: str) -> Refusal:
    return Refusal(_("Write at most %(most)d characters.") % {"most": longest}, code="too_long", field=field)
