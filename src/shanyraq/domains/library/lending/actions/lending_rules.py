"""New versions of lending rules."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.domains.library.network.models import Library
from shanyraq.kernel.errors import Refusal


def add_version(
    *, library: Library | None, item_type: str, in_force_from: date, today: date, **terms: Any
) -> LendingRule:
    """A rule that holds from a day to come; what was lent before keeps its own.

    :raises Refusal: ``begins_in_past``, or ``version_taken`` when one begins that day already.
    """
    if in_force_from <= today:
        text = _("A rule begins tomorrow at the earliest.")
        raise Refusal(text, code="begins_in_past", field="in_force_from")
    try:
        with transaction.atomic():
            return LendingRule.objects.create(
                library=library, item_type=item_type, in_force_from=in_force_from, **terms
            )
    except IntegrityError:
        text = _("A rule for these copies begins on that day already.")
        raise Refusal(text, code="version_taken", field="in_force_from") from None


def end_rule(*, rule: LendingRule, today: date) -> LendingRule:
    """Let a library's own rule end tonight, so that the more general one holds again."""
    rule.in_force_until = max(today, rule.in_force_from)
    rule.save(update_fields=["in_force_until"])
    return rule


def tomorrow(today: date) -> date:
    """The first day on which a new version can begin."""
    return today + timedelta(days=1)
