"""Reminding readers before something is due, and asking back what is overdue."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from shanyraq.domains.library.lending.actions.letters import ask_back, remind_of
from shanyraq.domains.library.lending.models import Loan
from shanyraq.domains.library.lending.states import LoanState
from shanyraq.domains.library.network.models import Reader

DAYS_BEFORE = 3
OVERDUE_DAYS = (1, 8, 22)
"""After how many days the first, second and third letter goes out."""


def send_reminders(*, at: datetime) -> int:
    """Write to every reader with something due within three days that was not told yet. Returns letters."""
    day = timezone.localdate(at)
    due = Loan.objects.filter(
        ~Q(reminded_date=F("due_date")) | Q(reminded_date__isnull=True),
        state=LoanState.OPEN,
        due_date__range=(day, day + timedelta(days=DAYS_BEFORE)),
    )
    return sum(_remind(reader_id, due) for reader_id in _readers(due))


def ask_back_overdue(*, at: datetime) -> int:
    """Write to every reader with something overdue for which the next letter has come. Returns letters."""
    day = timezone.localdate(at)
    steps = Q()
    for told, days in enumerate(OVERDUE_DAYS):
        steps |= Q(overdue_letters__lte=told, due_date__lte=day - timedelta(days=days))
    overdue = Loan.objects.filter(steps, state=LoanState.OPEN)
    return sum(_ask_back(reader_id, overdue, at) for reader_id in _readers(overdue))


def _readers(loans: QuerySet[Loan]) -> list[int]:
    return list(loans.order_by("reader_id").values_list("reader_id", flat=True).distinct())


def _locked(reader_id: int, loans: QuerySet[Loan]) -> list[Loan]:
    mine = loans.filter(reader_id=reader_id).select_for_update(of=("self",), no_key=True)
    return list(mine.select_related("item__record__edition").order_by("pk"))


def _remind(reader_id: int, due: QuerySet[Loan]) -> int:
    with transaction.atomic():
        loans = _locked(reader_id, due)
        if not loans:
            return 0
        remind_of(_reader(reader_id), loans)
        due.filter(pk__in=[loan.pk for loan in loans]).update(reminded_date=F("due_date"))
    return 1


def _ask_back(reader_id: int, overdue: QuerySet[Loan], at: datetime) -> int:
    with transaction.atomic():
        loans = _locked(reader_id, overdue)
        if not loans:
            return 0
        ask_back(_reader(reader_id), loans)
        steps: dict[int, list[int]] = defaultdict(list)
        for loan in loans:
            steps[_letters_by(timezone.localdate(at) - loan.due_date)].append(loan.pk)
        for number, keys in steps.items():
            Loan.objects.filter(pk__in=keys).update(overdue_letters=number)
    return 1


def _letters_by(late: timedelta) -> int:
    return sum(late.days >= days for days in OVERDUE_DAYS)


def _reader(reader_id: int) -> Reader:
    return Reader.objects.select_related("user", "profile").get(pk=reader_id)
