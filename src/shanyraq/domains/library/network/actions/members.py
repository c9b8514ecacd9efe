"""Members of the network: taking one in, changing its particulars, making steps of its membership."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import permissions, trial
from shanyraq.domains.library.network.actions.refusals import not_allowed
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.queries import reading_room
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.domains.library.network.workflow import MEMBERSHIP
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.transparency.models import MoveRecord
from shanyraq.platform.transparency.moves import perform

DETAILS: Final = ("name", "kind", "isil", "bin", "place", "address", "website", "email", "phone")
RESERVED: Final = frozenset({"new", "administrators"})
"""Codes that stand for something else in addresses."""


def add_member(*, code: str, details: Mapping[str, Any], actor: Any) -> Library:
    """Open the application of a library; the first step of membership. ``actor`` None: the platform itself.

    ``details`` maps names of ``DETAILS`` to values of the fields.

    :raises Refusal: ``not_allowed``; ``code_taken``, ``isil_taken``; ``details`` for what a field refuses.
    """
    if actor is not None and not permissions.is_network_administrator(actor):
        raise not_allowed()
    if code in RESERVED or Library.objects.filter(code=code).exists():
        raise _code_taken()
    library = Library(code=code, state=MembershipState.APPLIED)
    return _save_details(library, details)


def change_details(*, library: Library, details: Mapping[str, Any], actor: Any) -> Library:
    """Change the particulars; the code stays for ever.

    :raises Refusal: ``not_allowed``; ``isil_taken``; ``details``.
    """
    if actor is not None and not permissions.may_head(actor, library):
        raise not_allowed()
    return _save_details(library, details)


def choose_profile(*, library: Library, profile_code: str, actor: Any) -> Library:
    """Say how the library's records are read. Another profile asks for another trial import.

    :raises Refusal: ``not_allowed``; ``profile`` when there is no such profile.
    """
    if actor is not None and not permissions.may_head(actor, library):
        raise not_allowed()
    if not trial.is_profile(profile_code):
        raise Refusal(_("Choose the import profile."), code="profile", field="profile_code")
    if library.profile_code != profile_code:
        library.profile_code, library.reviewed_trial = profile_code, ""
        library.save(update_fields=["profile_code", "reviewed_trial"])
    return library


def review_trial(*, library: Library, reference: str, actor: Any) -> Library:
    """Confirm that the differences of the trial import ``reference`` were looked through.

    :raises Refusal: ``not_allowed``; ``trial`` when it is not the newest one, or not finished.
    """
    if actor is not None and not permissions.may_head(actor, library):
        raise not_allowed()
    report = trial.trial_of(library)
    if report is None or not report.is_finished or report.reference != reference:
        raise Refusal(_("There is a newer trial import. Look at its differences."), code="trial")
    library.reviewed_trial = reference
    library.save(update_fields=["reviewed_trial"])
    return library


def make_step(*, library: Library, step: str, actor: Any, at: datetime, reason: str = "") -> MoveRecord:
    """Make a step of the membership and record it; the day of going live is kept.

    :raises Refusal: as the procedure decides.
    """
    with transaction.atomic():
        record = perform(step, subject=library, actor=actor, at=at, reason=reason, procedure=MEMBERSHIP)
        if step == "go_live":
            Library.objects.filter(pk=library.pk).update(joined_at=at)
            library.joined_at = at
        transaction.on_commit(reading_room.forget)
    return record


def _save_details(library: Library, details: Mapping[str, Any]) -> Library:
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise ValueError(f"no particulars of a library: {sorted(unknown)}")
    for name, value in details.items():
        setattr(library, name, value)
    _check(library)
    try:
        with transaction.atomic():
            library.save()
    except IntegrityError as error:
        raise _taken(error) from None
    return library


def _check(library: Library) -> None:
    try:
        library.full_clean(
            exclude=["code"] if library.pk else [], validate_unique=False, validate_constraints=False
        )
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refusal(messages[0], code="details", field=field) from None


def _taken(error: IntegrityError) -> Refusal:
    if "library_isil_once" in str(error):
        return Refusal(_("Another library has this ISIL."), code="isil_taken", field="isil")
    return _code_taken()


def _code_taken() -> Refusal:
    return Refusal(_("This code is taken. Choose another one."), code="code_taken", field="code")
