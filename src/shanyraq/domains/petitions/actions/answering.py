"""The answer of the addressee: a decision on every proposal, the whole answer, its documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.hearings import require_review
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import AnswerDocument, Petition, Proposal
from shanyraq.domains.petitions.states import Outcome
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.files.checks import CheckedFile
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform


@dataclass(frozen=True, slots=True)
class Decided:
    """What the addressee says of one proposal."""

    outcome: str
    reason: Mapping[str, str]


def keep_answer(
    *,
    petition: Petition,
    outcome: str,
    answer: Mapping[str, str],
    decisions: Mapping[int, Decided],
    actor: Any,
) -> None:
    """Keep the draft of an answer; nothing is public before ``publish_answer``.

    :param decisions: by the number of the proposal; those left out stay as they are.
    :raises Refusal: ``outcome`` for an unknown one or a number that the petition does not have.
    """
    with transaction.atomic():
        require_review(petition, actor)
        proposals = {each.number: each for each in petition.proposals.all()}
        for number, decided in decisions.items():
            if number not in proposals or decided.outcome not in {"", *Outcome.values}:
                raise Refusal(_("Choose a decision for every proposal."), code="outcome", field="outcome")
            proposals[number].outcome = decided.outcome
            proposals[number].reason = dict(decided.reason)
        Proposal.objects.bulk_update(proposals.values(), ["outcome", "reason"])
        if outcome not in {"", *Outcome.values}:
            raise Refusal(_("Choose the outcome."), code="outcome", field="outcome")
        petition.outcome = outcome
        petition.answer = dict(answer)
        petition.save(update_fields=["outcome", "answer"])


def publish_answer(*, petition: Petition, actor: Any, at: datetime) -> MoveRecord:
    """Publish the answer: the term of the review ends, and everybody sees whether it was kept.

    :raises Refusal: as the procedure decides: without hearing, decisions and reasons there is no answer.
    """
    with transaction.atomic():
        petition.refresh_from_db()
        record = perform(
            "answer", subject=petition, actor=actor, at=at, details={"outcome": petition.outcome}
        )
        petition.answered_at = at
        petition.due_date = None
        petition.save(update_fields=["answered_at", "due_date"])
        tell_initiator(petition, record)
    return record


def add_document(
    *, petition: Petition, title: str, upload: CheckedFile, actor: Any, at: datetime
) -> AnswerDocument:
    """Add a document to the answer, published with it.

    :raises Refusal: ``wrong_state``, ``not_allowed``.
    """
    with transaction.atomic():
        require_review(petition, actor)
        document = AnswerDocument(
            petition=petition,
            title=title.strip() or upload.name,
            size=upload.size,
            sha256=upload.sha256,
            added_at=at,
        )
        document.file.save(upload.name, upload.file, save=False)
        document.save()
    return document


def remove_document(*, document: AnswerDocument, actor: Any) -> None:
    """Take a document out of an answer that is not published yet.

    :raises Refusal: ``wrong_state``, ``not_allowed``.
    """
    with transaction.atomic():
        require_review(document.petition, actor)
        name = str(document.file.name)
        storage = document.file.storage
        document.delete()
        transaction.on_commit(lambda: storage.delete(name))
