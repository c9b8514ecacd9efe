"""What steps of the procedure have in common: terms that begin and end, the end of a petition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.rules.terms import term_of
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform


def read_anew(petition: Petition, seen_version: int | None = None) -> None:
    """Lock the row and bring the caller's copy up to date; needs a transaction.

    :param seen_version: the version of the text that was read by whoever decides; None when it matters not.
    :raises Refusal: ``gone``; ``changed_elsewhere`` when the text is another one by now.
    """
    if not Petition.objects.select_for_update(of=("self",)).filter(pk=petition.pk).exists():
        raise Refusal(_("This record is no longer there."), code="gone")
    petition.refresh_from_db()
    if seen_version is not None and petition.version != seen_version:
        raise Refusal(
            _("The text was changed meanwhile. Read it again before you decide."), code="changed_elsewhere"
        )


@contextmanager
def step(
    move: str, *, petition: Petition, actor: Any, at: dt.datetime, reason: str = ""
) -> Iterator[MoveRecord]:
    """Make *move* and, inside, what follows from it; then the initiator is told. All of it or nothing.

    The row is locked and read anew first.

    :raises Refusal: as the procedure decides.
    """
    with transaction.atomic():
        read_anew(petition)
        record = perform(move, subject=petition, actor=actor, reason=reason, at=at)
        yield record
        tell_initiator(petition, record)


def begin_term(petition: Petition, at: dt.datetime, days: int) -> None:
    """The next step is due in *days* working days, counted from the day after *at*."""
    term = term_of(petition, at, days)
    petition.due_date = term.date
    petition.is_due_provisional = term.provisional
    petition.save(update_fields=["due_date", "is_due_provisional"])


def end_term(petition: Petition) -> None:
    """No step is due by a date."""
    petition.due_date = None
    petition.is_due_provisional = False
    petition.save(update_fields=["due_date", "is_due_provisional"])


def end(petition: Petition, at: dt.datetime, *, ends_signing: bool = False) -> None:
    """The petition has come to its end; with *ends_signing* it took signatures until now.

    The caller holds ``lock_signing`` where signatures may still be arriving.
    """
    petition.ended_at = at
    if ends_signing and (petition.signing_ends_at is None or petition.signing_ends_at > at):
        petition.signing_ends_at = at
    petition.save(update_fields=["ended_at", "signing_ends_at"])
    end_term(petition)


def delete_file_later(file: Any) -> None:
    """Delete a stored file once the transaction holds, so that a row never points to nothing."""
    name, storage = str(file.name), file.storage
    transaction.on_commit(lambda: storage.delete(name))
