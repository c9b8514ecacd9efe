"""Loans counted; the rows behind name no reader."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from shanyraq.domains.library.lending.models import Loan
from shanyraq.domains.library.lending.states import LoanState
from shanyraq.domains.library.network.models import Branch, Library


@dataclass(frozen=True, slots=True)
class MonthOfBranch:
    """Loans of a branch in a month, and how many loans were of copies of other branches."""

    branch: Branch
    month: date
    loans: int
    from_elsewhere: int


def loans_per_month(library: Library, *, since: datetime) -> list[MonthOfBranch]:
    """Each branch's loans per month, newest month first; what was undone at the desk does not count."""
    branches = {branch.pk: branch for branch in library.branches.all()}
    rows = (
        Loan.objects.filter(branch__in=branches, lent_at__gte=since)
        .exclude(state=LoanState.MISTAKEN)
        .annotate(month=TruncMonth("lent_at", tzinfo=timezone.get_default_timezone()))
        .order_by("-month", "branch_id")
        .values("month", "branch_id")
    )
    counted = rows.annotate(loans=Count("pk"), away=Count("pk", filter=~Q(item__branch_id=F("branch_id"))))
    return [
        MonthOfBranch(branches[row["branch_id"]], row["month"].date(), row["loans"], row["away"])
        for row in counted
    ]
