"""What one reader has and waits for."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from shanyraq.domains.library.catalogue.queries.families import edition_now
from shanyraq.domains.library.lending.models import Hold, Loan
from shanyraq.domains.library.lending.queries.titles import Title, title_of
from shanyraq.domains.library.lending.rules.readers import hindrance_of_card
from shanyraq.domains.library.lending.states import ACTIVE_HOLDS, OWED, HoldState, LoanState
from shanyraq.domains.library.network.models import Branch, Reader
from shanyraq.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A loan for a list."""

    loan: Loan
    title: Title
    days_left: int
    renewals_left: int

    @property
    def is_overdue(self) -> bool:
        return self.loan.state == LoanState.OPEN and self.days_left < 0

    @property
    def days_late(self) -> int:
        return max(-self.days_left, 0)

    @property
    def is_lost(self) -> bool:
        return self.loan.state == LoanState.LOST


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold for a list; ``position`` counts from 1 while it waits in the queue."""

    hold: Hold
    title: Title
    position: int = 0
    is_here: bool = False

    @property
    def is_ready(self) -> bool:
        return self.hold.state == HoldState.READY


@dataclass(frozen=True, slots=True)
class ReaderState:
    """All that a desk or the reader's own page shows."""

    reader: Reader
    loans: list[LoanLine]
    holds: list[HoldLine]
    hindrance: Refusal | None

    @property
    def overdue(self) -> int:
        return sum(line.is_overdue for line in self.loans)

    @property
    def ready_here(self) -> list[HoldLine]:
        return [line for line in self.holds if line.is_ready and line.is_here]


def reader_of(user: object) -> Reader | None:
    """The card of an account."""
    readers = Reader.objects.select_related("home_library", "profile", "user")
    return readers.filter(user_id=getattr(user, "pk", None) or 0).first()


def state_of(reader: Reader, *, at: datetime, branch: Branch | None = None) -> ReaderState:
    """Loans with what is due first, holds with what is ready first, and why nothing is lent, if so."""
    day = timezone.localdate(at)
    loans = [loan_line(loan, day) for loan in loans_of(reader)]
    holds = [
        HoldLine(hold, title_of(hold.edition), position_of(hold), is_here=branch == hold.pickup_branch)
        for hold in holds_of(reader)
    ]
    holds.sort(key=lambda line: not line.is_ready)
    return ReaderState(reader, loans, holds, hindrance_of_card(reader, at=at))


def loans_of(reader: Reader) -> QuerySet[Loan]:
    """What the reader owes."""
    return reader.loans.filter(state__in=OWED).select_related(
        "item__record__edition", "item__branch", "rule", "branch"
    )


def loan_line(loan: Loan, day: date) -> LoanLine:
    """A loan as lists show it on a day."""
    left = max(loan.rule.max_renewals - loan.renewals, 0)
    return LoanLine(loan, title_of(loan.item.record.edition), (loan.due_date - day).days, left)


def holds_of(reader: Reader) -> QuerySet[Hold]:
    """The reader's holds that stand, each with its ``position`` in the queue (0 when it left the queue)."""
    one = edition_now()
    ahead = (
        Hold.objects.annotate(one=one)
        .filter(one=OuterRef("one"), state=HoldState.QUEUED)
        .filter(placed_at__lte=OuterRef("placed_at"))
        .exclude(placed_at=OuterRef("placed_at"), pk__gt=OuterRef("pk"))
        .order_by()
        .values("one")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        reader.holds.filter(state__in=ACTIVE_HOLDS)
        .annotate(one=one)
        .annotate(counted=Subquery(ahead))
        .annotate(position=Coalesce(F("counted"), 0))
        .select_related("edition", "pickup_branch__library", "item")
    )


def position_of(hold: Hold) -> int:
    """What ``holds_of`` counted."""
    return int(getattr(hold, "position", 0))


def history_of(reader: Reader) -> QuerySet[Loan]:
    """What the reader gave back and wanted to be kept, newest first."""
    ended = reader.loans.exclude(state__in=OWED)
    return ended.select_related("item__record__edition", "branch").order_by("-closed_at", "-pk")
