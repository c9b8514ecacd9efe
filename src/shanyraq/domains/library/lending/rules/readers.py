"""Why nothing is lent to a reader."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.lending.states import LoanState
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal


def hindrance_of_card(reader: Reader, *, at: datetime) -> Refusal | None:
    """A blocked or expired card."""
    if reader.blocked_reason:
        text = format_lazy("{} {}", _("The card is blocked:"), reader.blocked_reason)
        return Refusal(text, code="card_blocked")
    if reader.expires_at is not None and reader.expires_at <= at:
        return Refusal(
            _("The card has expired on %(day)s. Renew it first.")
            % {"day": date_format(timezone.localtime(reader.expires_at), "SHORT_DATE_FORMAT")},
            code="card_expired",
        )
    return None


def hindrance_of_reader(reader: Reader, *, rule: Any, at: datetime) -> Refusal | None:
    """A blocked or expired card, or something overdue for longer than ``rule`` bears."""
    refusal = hindrance_of_card(reader, at=at)
    if refusal is not None or rule.blocking_overdue_days is None:
        return refusal
    oldest = timezone.localdate(at) - timedelta(days=rule.blocking_overdue_days)
    if reader.loans.filter(state=LoanState.OPEN, due_date__lt=oldest).exists():
        return Refusal(_("The reader has overdue books: they come back first."), code="overdue_elsewhere")
    return None
