"""Digitisation and takedown as data: tables from which buttons, refusals, public pages and tests come."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.permissions import (
    decides_takedown,
    handles_takedown,
    is_head,
    is_operator,
    is_platform,
    is_platform_or_operator,
)
from shanyraq.domains.library.reading.states import EditionState, PageState, TakedownState
from shanyraq.kernel.errors import Refusal
from shanyraq.kernel.workflow import Move, Workflow, described
from shanyraq.platform.transparency.procedure import Procedure

COPYRIGHT = "Civil Code, article 978; Law on Copyright and Related Rights, articles 20 and 49"


@described(_("there is at least one file"))
def has_source(edition: Any, _actor: Any) -> Refusal | None:
    """A guard: something was uploaded."""
    if edition.sources.exists():
        return None
    return Refusal(_("Upload scans, a PDF or an EPUB first."), code="no_files")


@described(_("no page waits to be processed"))
def is_processed(edition: Any, _actor: Any) -> Refusal | None:
    """A guard: nothing is waiting any more."""
    waits = edition.pages.filter(state=PageState.WAITING).exists()
    waits = waits or edition.sources.filter(state="waiting").exists()
    return (
        Refusal(_("Pages are still being processed. Wait until all are ready."), code="waiting")
        if waits
        else None
    )


@described(_("there are pages, and none of them failed"))
def has_sound_pages(edition: Any, _actor: Any) -> Refusal | None:
    """A guard: every page is ready, or named as missing."""
    states = set(edition.pages.values_list("state", flat=True))
    if PageState.READY not in states:
        return Refusal(_("There are no pages yet."), code="no_pages")
    if PageState.FAILED in states:
        text = _("Some pages failed. Process them again, remove them or mark them as missing.")
        return Refusal(text, code="failed_pages")
    return None


@described(_("missing pages are told in the note on completeness"))
def tells_gaps(edition: Any, _actor: Any) -> Refusal | None:
    """A guard: readers must not take a part for the whole."""
    has_gaps = edition.pages.filter(state=PageState.MISSING).exists()
    if not has_gaps or edition.completeness.strip():
        return None
    return Refusal(
        _("Pages are missing. Tell readers in the note on completeness."), code="gaps", field="completeness"
    )


@described(_("no request for takedown restricts it"))
def is_undisputed(edition: Any, _actor: Any) -> Refusal | None:
    """A guard: while a request restricts the edition, only its answer lifts that."""
    if edition.takedowns.filter(state=TakedownState.RESTRICTED).exists():
        return Refusal(_("A request for takedown is open. Answer it first."), code="disputed")
    return None


_WORKFLOW = Workflow(
    states=tuple(EditionState),
    moves=(
        Move(
            "start",
            _("Process the files"),
            frozenset({EditionState.UPLOADED, EditionState.REVIEW}),
            EditionState.PROCESSING,
            is_platform_or_operator,
            (has_source,),
        ),
        Move(
            "finish",
            _("All pages are processed"),
            frozenset({EditionState.PROCESSING}),
            EditionState.REVIEW,
            is_platform,
            (is_processed,),
        ),
        Move(
            "publish",
            _("Publish"),
            frozenset({EditionState.REVIEW}),
            EditionState.PUBLISHED,
            is_operator,
            (is_processed, has_sound_pages, tells_gaps, is_undisputed),
        ),
        Move(
            "correct",
            _("Take back for correction"),
            frozenset({EditionState.PUBLISHED}),
            EditionState.REVIEW,
            is_operator,
            reason_required=True,
        ),
        Move(
            "restrict",
            _("Restrict for the time being"),
            frozenset({EditionState.PUBLISHED}),
            EditionState.RESTRICTED,
            is_operator,
            reason_required=True,
            source=COPYRIGHT,
        ),
        Move(
            "lift",
            _("Lift the restriction"),
            frozenset({EditionState.RESTRICTED}),
            EditionState.PUBLISHED,
            is_operator,
            (is_undisputed,),
            reason_required=True,
        ),
        Move(
            "withdraw",
            _("Withdraw"),
            frozenset({EditionState.REVIEW, EditionState.PUBLISHED, EditionState.RESTRICTED}),
            EditionState.WITHDRAWN,
            is_head,
            reason_required=True,
            source=COPYRIGHT,
        ),
        Move(
            "bring_back",
            _("Bring back to review"),
            frozenset({EditionState.WITHDRAWN}),
            EditionState.REVIEW,
            is_head,
            reason_required=True,
        ),
    ),
)
DIGITISATION = Procedure("library.digitisation", _WORKFLOW)

_TAKEDOWN = Workflow(
    states=tuple(TakedownState),
    moves=(
        Move(
            "take_up",
            _("Take up"),
            frozenset({TakedownState.RECEIVED}),
            TakedownState.REVIEW,
            handles_takedown,
        ),
        Move(
            "restrict",
            _("Restrict access while under review"),
            frozenset({TakedownState.RECEIVED, TakedownState.REVIEW}),
            TakedownState.RESTRICTED,
            handles_takedown,
            reason_required=True,
            source=COPYRIGHT,
        ),
        Move(
            "grant",
            _("Grant: withdraw the digital edition"),
            frozenset({TakedownState.REVIEW, TakedownState.RESTRICTED}),
            TakedownState.GRANTED,
            decides_takedown,
            reason_required=True,
            source=COPYRIGHT,
        ),
        Move(
            "refuse",
            _("Refuse with a reason"),
            frozenset({TakedownState.REVIEW, TakedownState.RESTRICTED}),
            TakedownState.REFUSED,
            decides_takedown,
            reason_required=True,
        ),
        Move(
            "take_back",
            _("Taken back by the claimant"),
            frozenset({TakedownState.RECEIVED, TakedownState.REVIEW, TakedownState.RESTRICTED}),
            TakedownState.CLOSED,
            handles_takedown,
            reason_required=True,
        ),
        Move(
            "reopen",
            _("Review again"),
            frozenset({TakedownState.REFUSED, TakedownState.CLOSED}),
            TakedownState.REVIEW,
            handles_takedown,
            reason_required=True,
        ),
    ),
)
TAKEDOWN = Procedure("library.takedown", _TAKEDOWN)
