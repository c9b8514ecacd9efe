"""Making a step of a procedure, so that it is decided, saved and recorded as one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import Move
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.move_log import state_move
from shanyraq.platform.transparency.procedure import Procedure


def perform(
    move: str | Move,
    *,
    subject: Any,
    actor: Any,
    at: datetime,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
    procedure: Procedure | None = None,
) -> MoveRecord:
    """Make *move* on *subject* in the name of *actor* (None: the platform itself) and record it.

    Locks the row, decides again on what is really stored, saves the new state, writes the record and states
    it in the verifiable log, in one transaction (joined to one that is open). Of two people at once one wins,
    the other is refused.
    *procedure* is needed only where a record goes through more than one.

    *subject* is the caller's copy: its state is set to the new one on success, and nothing else of it is
    saved or changed.

    :raises Refusal: as the workflow decides, or with code ``gone`` when the record is no longer there.
    :raises ValueError: when *at* has no time zone or *subject* was never saved.
    """
    if timezone.is_naive(at):
        raise ValueError("the time of a step needs a time zone")
    if subject.pk is None:
        raise ValueError("a step needs a saved record")
    procedure = procedure or subject.procedure
    field = procedure.state_field
    name = move if isinstance(move, str) else move.name
    with transaction.atomic():
        locked = _lock(subject)
        source = str(getattr(locked, field))
        granted = procedure.workflow.require(name, locked, actor, reason=reason)
        setattr(locked, field, granted.target)
        locked.save(update_fields=[field])
        record = MoveRecord.objects.create(
            **_identity(subject),
            workflow=procedure.name,
            move=name,
            source=source,
            target=granted.target,
            actor_id=getattr(actor, "pk", None),
            reason=reason.strip(),
            at=at,
            data=dict(details or {}),
        )
        state_move(record, locked, procedure)
    setattr(subject, field, granted.target)
    return record


def history(subject: models.Model) -> QuerySet[MoveRecord]:
    """All recorded moves of *subject*, oldest first."""
    return MoveRecord.objects.filter(**_identity(subject)).order_by("sequence")


def _lock(subject: Any) -> Any:
    manager = type(subject)._base_manager  # noqa: SLF001 - the default one may hide rows
    try:
        return manager.select_for_update(of=("self",)).get(pk=subject.pk)
    except manager.model.DoesNotExist:
        raise Refusal(_("This record is no longer there."), code="gone") from None


def _identity(subject: models.Model) -> dict[str, str]:
    label = subject._meta.label_lower  # noqa: SLF001 - Django documents it as open to all
    return {"subject_type": label, "subject_id": str(subject.pk)}
