"""What people do to clusters: merge, split, move, keep apart, and take any of it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.actions import cluster_rows as rows
from shanyraq.domains.library.catalogue.actions import deciding
from shanyraq.domains.library.catalogue.actions.moving import Moves, apply_moves, new_edition, new_work
from shanyraq.domains.library.catalogue.models import (
    ClusterAction,
    ClusterActionKind,
    ClusterLevel,
    Edition,
    Record,
    Verdict,
    Work,
)
from shanyraq.domains.library.catalogue.queries.clusters import current_work_of, root_of_edition, root_of_work
from shanyraq.kernel.errors import Refusal


def merge_editions(
    *, edition: Edition, into: Edition, actor: Any, at: datetime, reason: str = ""
) -> ClusterAction:
    """Bring all records of *edition* to *into*; its public id leads there for ever. Recorded, undoable.

    The work of an edition that was its work's only one follows. No import takes the records apart again.

    :raises Refusal: ``same`` when the two are one already.
    """
    with transaction.atomic():
        rows.lock()
        gone, kept = root_of_edition(_fresh(edition)), root_of_edition(_fresh(into))
        if gone.pk == kept.pk:
            raise Refusal(_("These two are already one."), code="same")
        mine, theirs = _record_ids(gone), _record_ids(kept)
        moves = Moves(
            records=[[pk, gone.pk, kept.pk] for pk in mine],
            redirects=[["edition", gone.pk, None, kept.pk]],
        )
        join_works_of(gone, kept, moves)
        apply_moves(moves, at=at)
        action = _record(
            ClusterActionKind.MERGE_EDITIONS, (kept, gone), moves, actor=actor, at=at, reason=reason
        )
        deciding.decide_records(Verdict.SAME, theirs[:1] or mine[:1], mine, action=action, actor=actor)
        deciding.close_pair(ClusterLevel.EDITION, (gone, kept), verdict=Verdict.SAME, at=at)
        return action


def join_works_of(gone: Edition, kept: Edition, moves: Moves) -> None:
    """Add to moves: the edition that goes leaves its work; after the last one the work goes too."""
    if gone.work_id == kept.work_id:
        return
    others = Edition.objects.filter(work_id=gone.work_id, merged_into=None).exclude(pk=gone.pk)
    moves.works.append([gone.pk, gone.work_id, kept.work_id])
    if not others.exists():
        moves.redirects.append(["work", gone.work_id, None, kept.work_id])


def split_record(
    *, record: Record, actor: Any, at: datetime, into: Edition | None = None, reason: str = ""
) -> ClusterAction:
    """Take a record out of its edition into another one, or one of its own. Recorded, undoable.

    From now on no import brings it back to the records that it left.

    :raises Refusal: ``alone`` when it is its edition's only record and no other is named, ``same`` when it is
        there already.
    """
    return _take_out(
        [record], into=into, kind=ClusterActionKind.MOVE_RECORD, actor=actor, at=at, reason=reason
    )


def split_edition(
    *, edition: Edition, records: Sequence[Record], actor: Any, at: datetime, reason: str = ""
) -> ClusterAction:
    """Take some records of an edition out into a new edition of the same work. Recorded, undoable.

    :raises Refusal: ``foreign`` for a record of another edition, ``alone`` when none would stay, ``empty``
        for none at all.
    """
    if not records:
        raise Refusal(_("Choose the records to take out."), code="empty")
    if any(record.edition_id != edition.pk for record in records):
        raise Refusal(_("A record belongs to another edition by now. Look again."), code="foreign")
    return _take_out(
        records, into=None, kind=ClusterActionKind.SPLIT_EDITION, actor=actor, at=at, reason=reason
    )


def _take_out(
    records: Sequence[Record], *, into: Edition | None, kind: str, actor: Any, at: datetime, reason: str
) -> ClusterAction:
    with transaction.atomic():
        rows.lock()
        taken = list(Record.objects.filter(pk__in=[record.pk for record in records]).order_by("pk"))
        source = Edition.objects.get(pk=taken[0].edition_id)
        left = [pk for pk in _record_ids(source) if pk not in {record.pk for record in taken}]
        target = root_of_edition(_fresh(into)) if into else None
        if target is not None and target.pk == source.pk:
            raise Refusal(_("The record is in this edition already."), code="same")
        if target is None and not left:
            raise Refusal(_("This is the only record of its edition."), code="alone")
        target = target or new_edition(source.work, taken, at=at)
        moves = Moves(records=[[record.pk, source.pk, target.pk] for record in taken])
        if not left:
            moves.redirects.append(["edition", source.pk, None, target.pk])
            join_works_of(source, target, moves)
        apply_moves(moves, at=at)
        action = _record(kind, (source, target), moves, actor=actor, at=at, reason=reason)
        moved = [record.pk for record in taken]
        deciding.decide_records(Verdict.DIFFERENT, left, moved, action=action, actor=actor)
        stayed = [pk for pk in _record_ids(target) if pk not in moved] if into else []
        deciding.decide_records(Verdict.SAME, stayed[:1], moved, action=action, actor=actor)
        deciding.close_pair(ClusterLevel.EDITION, (source, target), verdict=Verdict.DIFFERENT, at=at)
        for record in records:
            record.edition_id = target.pk
        return action


def merge_works(*, work: Work, into: Work, actor: Any, at: datetime, reason: str = "") -> ClusterAction:
    """Bring all editions of *work* to *into*; its public id leads there for ever. Recorded, undoable.

    :raises Refusal: ``same`` when the two are one already, ``empty`` when a work has no edition.
    """
    with transaction.atomic():
        rows.lock()
        gone = root_of_work(Work.objects.get(pk=work.pk))
        kept = root_of_work(Work.objects.get(pk=into.pk))
        if gone.pk == kept.pk:
            raise Refusal(_("These two are already one."), code="same")
        mine, theirs = _edition_ids(gone), _edition_ids(kept)
        if not mine or not theirs:
            raise Refusal(_("A work without editions cannot be merged."), code="empty")
        moves = Moves(
            works=[[pk, gone.pk, kept.pk] for pk in mine], redirects=[["work", gone.pk, None, kept.pk]]
        )
        apply_moves(moves, at=at)
        first, second = Edition.objects.get(pk=theirs[0]), Edition.objects.get(pk=mine[0])
        action = _record(
            ClusterActionKind.MERGE_WORKS, (first, second), moves, actor=actor, at=at, reason=reason
        )
        deciding.decide_works(Verdict.SAME, theirs[:1], mine, action=action, actor=actor)
        deciding.close_work_pairs(mine, theirs, verdict=Verdict.SAME, at=at)
        return action


def move_edition(
    *, edition: Edition, actor: Any, at: datetime, into: Work | None = None, reason: str = ""
) -> ClusterAction:
    """Take an edition out of its work into another one, or a work of its own. Recorded, undoable.

    :raises Refusal: ``same`` when it is there already, ``alone`` when it is its work's only edition.
    """
    with transaction.atomic():
        rows.lock()
        moved = root_of_edition(_fresh(edition))
        source = current_work_of(moved)
        left = [pk for pk in _edition_ids(source) if pk != moved.pk]
        target = root_of_work(Work.objects.get(pk=into.pk)) if into else None
        if target is not None and target.pk == source.pk:
            raise Refusal(_("The edition is in this work already."), code="same")
        if target is None and not left:
            raise Refusal(_("This is the only edition of its work."), code="alone")
        stayed = _edition_ids(target) if target else []
        target = target or new_work(moved)
        moves = Moves(works=[[moved.pk, source.pk, target.pk]])
        if not left:
            moves.redirects.append(["work", source.pk, None, target.pk])
        apply_moves(moves, at=at)
        action = _record(
            ClusterActionKind.MOVE_EDITION, (moved, None), moves, actor=actor, at=at, reason=reason
        )
        deciding.decide_works(Verdict.DIFFERENT, left, [moved.pk], action=action, actor=actor)
        deciding.decide_works(Verdict.SAME, stayed[:1], [moved.pk], action=action, actor=actor)
        deciding.close_work_pairs([moved.pk], left, verdict=Verdict.DIFFERENT, at=at)
        return action


def keep_apart(
    *, level: str, edition: Edition, other: Edition, actor: Any, at: datetime, reason: str = ""
) -> ClusterAction:
    """Decide that two editions are different, or of different works; no import joins them from now on.

    :raises Refusal: ``same`` when they are one by now.
    """
    with transaction.atomic():
        rows.lock()
        one, two = root_of_edition(_fresh(edition)), root_of_edition(_fresh(other))
        if one.pk == two.pk or (level == ClusterLevel.WORK and one.work_id == two.work_id):
            raise Refusal(_("These two are already one."), code="same")
        action = _record(ClusterActionKind.KEEP_APART, (one, two), Moves(), actor=actor, at=at, reason=reason)
        if level == ClusterLevel.WORK:
            deciding.decide_works(Verdict.DIFFERENT, [one.pk], [two.pk], action=action, actor=actor)
        else:
            deciding.decide_records(
                Verdict.DIFFERENT, _record_ids(one), _record_ids(two), action=action, actor=actor
            )
        deciding.close_pair(level, (one, two), verdict=Verdict.DIFFERENT, at=at)
        return action


def undo(*, action: ClusterAction, actor: Any, at: datetime, reason: str = "") -> ClusterAction:
    """Take a change back: records, works and redirects as before it; what was decided with it is revoked.

    The pair goes back to the review list. Recorded as a change of its own, which can be undone too.

    :raises Refusal: ``undone`` when it was taken back before, ``changed`` when something of it was changed
        since: undo that first.
    """
    with transaction.atomic():
        rows.lock()
        if ClusterAction.objects.filter(undoes=action).exists():
            raise Refusal(_("This was undone before."), code="undone")
        moves = Moves.from_json(action.moves).reversed()
        moves.redirect_what_empties()
        if not moves.are_possible():
            text = _("Something of this was changed since. Undo the later change first.")
            raise Refusal(text, code="changed")
        apply_moves(moves, at=at)
        undoing = ClusterAction.objects.create(
            kind=ClusterActionKind.UNDO, first=action.first, second=action.second, moves=moves.to_json(),
            actor_id=getattr(actor, "pk", None), reason=reason.strip(), at=at, undoes=action,
        )  # fmt: skip  # fields of one row
        deciding.revoke(action, at)
        if action.actor_id is None:
            _keep_apart_after(action, undoing, actor)
        if action.kind == ClusterActionKind.UNDO and action.undoes_id:
            deciding.restore(action.undoes_id)
        return undoing


def _keep_apart_after(action: ClusterAction, undoing: ClusterAction, actor: Any) -> None:
    """What the scores joined and a person took apart stays apart: else the next import would join it."""
    moved = [move[0] for move in action.moves.get("records") or ()]
    stayed = [pk for pk in _record_ids(action.first) if pk not in moved]
    deciding.decide_records(Verdict.DIFFERENT, moved, stayed, action=undoing, actor=actor)
    works = action.moves.get("works") or ()
    if action.kind == ClusterActionKind.MERGE_WORKS and works:
        others = _edition_ids(Work.objects.get(pk=works[0][2]))
        deciding.decide_works(
            Verdict.DIFFERENT, [move[0] for move in works], others, action=undoing, actor=actor
        )


def _record(
    kind: str,
    editions: tuple[Edition, Edition | None],
    moves: Moves,
    *,
    actor: Any,
    at: datetime,
    reason: str,
) -> ClusterAction:
    first, second = editions
    return ClusterAction.objects.create(
        kind=kind,
        first=first,
        second=second,
        moves=moves.to_json(),
        actor_id=getattr(actor, "pk", None),
        reason=reason.strip(),
        at=at,
    )


def _fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def _record_ids(edition: Edition) -> list[int]:
    return list(Record.objects.filter(edition=edition).order_by("pk").values_list("pk", flat=True))


def _edition_ids(work: Work) -> list[int]:
    return list(
        Edition.objects.filter(work=work, merged_into=None).order_by("pk").values_list("pk", flat=True)
    )
