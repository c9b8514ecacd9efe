"""The time in which an admitted petition is seen by its link alone, until it has its first supporters."""

from __future__ import annotations

import datetime as dt

from shanyraq.domains.petitions.actions.signing_start import prepare_signing
from shanyraq.domains.petitions.actions.steps import begin_term
from shanyraq.domains.petitions.actions.submission import edition_of
from shanyraq.domains.petitions.models import Petition
from shanyraq.domains.petitions.rules.terms import end_of_day


def begin_opening(petition: Petition, at: dt.datetime) -> None:
    """Take signatures until the end of the last working day of the opening (article 90-3).

    Called by the steps that admit a petition, in their transaction.
    """
    begin_term(petition, at, edition_of(petition).opening_days)
    if petition.due_date is None:
        raise ValueError("a term that begins has an end")
    petition.admitted_at = at
    petition.ended_at = None
    petition.signing_ends_at = end_of_day(petition.due_date)
    petition.save(update_fields=["admitted_at", "ended_at", "signing_ends_at"])
    prepare_signing(petition)
