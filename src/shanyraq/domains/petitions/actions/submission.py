"""Submitting a petition, submitting it again after a correction, taking it back (articles 90-1, 90-2)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.petitions.actions.law import hold_body, lock_edition
from shanyraq.domains.petitions.actions.signing_lock import lock_signing
from shanyraq.domains.petitions.actions.steps import begin_term, end, read_anew
from shanyraq.domains.petitions.initiator_letters import tell_initiator
from shanyraq.domains.petitions.models import Edition, Petition, TextVersion
from shanyraq.domains.petitions.rules.canonical_text import cleaned, text_hash, texts_of
from shanyraq.domains.petitions.rules.terms import local_day
from shanyraq.domains.petitions.rules.thresholds import threshold_for
from shanyraq.domains.petitions.states import SIGNABLE
from shanyraq.domains.petitions.workflow import WORKFLOW
from shanyraq.kernel.clock import calendar
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.queries.persons import person_of
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform


def submit_petition(*, petition: Petition, actor: Any, at: dt.datetime) -> MoveRecord:
    """Hand a draft over to moderation, signed with the confirmed identity of *actor*.

    Pins the edition of the rules in force on that day, the number of signatures and the version of the
    calendar; writes version 1 of the text; the term of moderation begins.

    :raises Refusal: as the procedure decides (``identity_needed``, ``incomplete`` with the field, …);
        ``no_edition`` when no rules are in force, ``no_threshold`` with the field ``body``.
    """
    with transaction.atomic():
        read_anew(petition)
        _take_identity(petition, actor)
        WORKFLOW.require("submit", petition, actor)
        petition.edition = _edition_on(local_day(at))
        petition.calendar_version = calendar().version
        _pin_threshold(petition)
        petition.submitted_at = petition.changed_at = at
        petition.version = 1
        write_version(petition, at)
        petition.save()
        record = perform("submit", subject=petition, actor=actor, at=at, details=_details(petition))
        begin_term(petition, at, petition.edition.moderation_days)
        tell_initiator(petition, record)
    return record


def resubmit_petition(*, petition: Petition, actor: Any, at: dt.datetime, reason: str = "") -> MoveRecord:
    """Hand a corrected petition over again: a new version of the text, and a new term of moderation.

    The edition stays; the number of signatures is fixed anew, since the addressee may have been corrected.

    :param reason: what was changed and why, in the initiator's words; it becomes public with the versions.
    :raises Refusal: as the procedure decides; ``unchanged`` when nothing of the text was changed.
    """
    with transaction.atomic():
        read_anew(petition)
        _take_identity(petition, actor)
        WORKFLOW.require("resubmit", petition, actor)
        if text_hash(texts_of(petition)) == petition.text_hash:
            raise Refusal(_("Nothing of the text was changed yet."), code="unchanged")
        _pin_threshold(petition)
        petition.changed_at = at
        petition.version += 1
        write_version(petition, at, reason)
        petition.save()
        record = perform("resubmit", subject=petition, actor=actor, at=at, details=_details(petition))
        begin_term(petition, at, edition_of(petition).moderation_days)
        tell_initiator(petition, record)
    return record


def withdraw_petition(*, petition: Petition, actor: Any, reason: str, at: dt.datetime) -> MoveRecord:
    """Take a petition back, for good; it takes no signatures from here on.

    :raises Refusal: as the procedure decides: once enough have signed it is no longer the initiator's alone.
    """
    with transaction.atomic():
        lock_signing(petition)
        read_anew(petition)
        took_signatures = petition.state in SIGNABLE
        record = perform("withdraw", subject=petition, actor=actor, reason=reason, at=at)
        end(petition, at, ends_signing=took_signatures)
    return record


def write_version(petition: Petition, at: dt.datetime, reason: str = "") -> TextVersion:
    """Keep the text as it stands under ``petition.version``; sets ``text_hash``, which the caller saves."""
    texts = texts_of(petition)
    petition.text_hash = text_hash(texts)
    return TextVersion.objects.create(
        petition=petition,
        number=petition.version,
        texts=texts,
        text_hash=petition.text_hash,
        reason=cleaned(reason),
        at=at,
    )


def edition_of(petition: Petition) -> Edition:
    """The rules that the petition keeps.

    :raises ValueError: for one that was never submitted.
    """
    if petition.edition is None:
        raise ValueError("a petition that was never submitted has no rules")
    return petition.edition


def _take_identity(petition: Petition, actor: Any) -> None:
    person = person_of(actor)
    if person is not None and petition.user_id == actor.pk:
        petition.initiator = person
        petition.initiator_name = person.full_name


def _edition_on(day: dt.date) -> Edition:
    """The edition in force, which nobody changes until the transaction ends."""
    try:
        edition = Edition.objects.in_force(day)
        lock_edition(edition, to_change=False)
        edition.refresh_from_db()
    except Edition.DoesNotExist:
        raise Refusal(_("No rules of petitions are in force yet."), code="no_edition") from None
    return edition


def _pin_threshold(petition: Petition) -> None:
    if petition.body is None:
        raise ValueError("the procedure lets no petition through without an addressee")
    hold_body(petition.body)
    petition.body.refresh_from_db()
    petition.threshold = threshold_for(edition_of(petition), petition.body)


def _details(petition: Petition) -> dict[str, Any]:
    return {
        "edition": edition_of(petition).code,
        "threshold": petition.threshold,
        "version": petition.version,
        "text_hash": petition.text_hash,
    }
