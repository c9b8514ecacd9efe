"""Branches, their opening hours, and days on which they are closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network import permissions
from shanyraq.domains.library.network.actions.refusals import gone, not_allowed
from shanyraq.domains.library.network.models import Branch, ClosedDay, Library
from shanyraq.kernel.errors import Refusal

FIELDS: Final = (
    "name", "place", "address", "phone", "latitude", "longitude", "opening_hours", "services", "is_pickup",
    "is_closed",
)  # fmt: skip  # a list of words reads better in lines than in a column
LONGEST_CLOSURE: Final = 120
"""Days that may be closed by one entry."""


def add_branch(*, library: Library, code: str, values: Mapping[str, Any], actor: Any) -> Branch:
    """Add a branch; its code stays for ever. ``values`` maps names of ``FIELDS``.

    :raises Refusal: ``not_allowed``; ``code_taken``; ``branch`` for what a field refuses.
    """
    _require_head(actor, library)
    return _save(Branch(library=library, code=code), values)


def change_branch(*, branch: Branch, values: Mapping[str, Any], actor: Any) -> Branch:
    """Change a branch, its hours and services, or close it for good.

    :raises Refusal: ``not_allowed``; ``branch`` for what a field refuses.
    """
    _require_head(actor, branch.library)
    return _save(branch, values)


def close_days(
    *,
    library: Library,
    branch: Branch | None,
    first: dt.date,
    last: dt.date,
    reason: Mapping[str, str],
    actor: Any,
) -> list[ClosedDay]:
    """Close a branch, or the whole library, from ``first`` to ``last``; closed days get the new reason.

    :raises Refusal: ``not_allowed``; ``days_order``; ``days_many`` above ``LONGEST_CLOSURE`` days; ``gone``
        for a branch of another library.
    """
    _require_head(actor, library)
    if branch is not None and branch.library_id != library.pk:
        raise gone()
    count = (last - first).days + 1
    if count < 1:
        raise Refusal(_("The last day lies before the first one."), code="days_order", field="last")
    if count > LONGEST_CLOSURE:
        raise Refusal(
            _("Close at most four months at once; for longer, close the branch itself."),
            code="days_many",
            field="last",
        )
    with transaction.atomic():
        return [
            ClosedDay.objects.update_or_create(
                library=library,
                branch=branch,
                date=first + dt.timedelta(days=offset),
                defaults={"reason": reason},
            )[0]
            for offset in range(count)
        ]


def reopen_day(*, day: ClosedDay, actor: Any) -> None:
    """Take a closed day back. :raises Refusal: ``not_allowed``."""
    _require_head(actor, day.library)
    day.delete()


def _save(branch: Branch, values: Mapping[str, Any]) -> Branch:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise ValueError(f"no fields of a branch: {sorted(unknown)}")
    for name, value in values.items():
        setattr(branch, name, value)
    try:
        branch.full_clean(validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            branch.save()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refusal(messages[0], code="branch", field=field) from None
    except IntegrityError:
        raise Refusal(_("This code is taken. Choose another one."), code="code_taken", field="code") from None
    return branch


def _require_head(actor: Any, library: Library) -> None:
    if actor is not None and not permissions.may_head(actor, library):
        raise not_allowed()
