"""Why this copy is not lent to this reader."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item
from shanyraq.domains.library.lending.models import Hold, LendingRule
from shanyraq.domains.library.lending.rules.choosing import hindrance_of_item
from shanyraq.domains.library.lending.rules.copies import is_spoken_for
from shanyraq.domains.library.lending.rules.readers import hindrance_of_reader
from shanyraq.domains.library.lending.states import ASSIGNED_HOLDS, OWED
from shanyraq.domains.library.network.models import Reader
from shanyraq.kernel.errors import Refusal


def check_loan(item: Item, reader: Reader, *, rule: LendingRule, at: datetime) -> None:
    """:raises Refusal: the first hindrance: the copy's, the reader's, the number of loans, other readers'."""
    for refusal in (
        hindrance_of_item(item, rule),
        hindrance_of_reader(reader, rule=rule, at=at),
        _too_many_loans(item, reader, rule),
        _kept_for_another(item, reader, rule),
    ):
        if refusal is not None:
            raise refusal


def _too_many_loans(item: Item, reader: Reader, rule: LendingRule) -> Refusal | None:
    """A rule for one type counts loans of that type, any other all loans from the library."""
    loans = reader.loans.filter(state__in=OWED, item__branch__library_id=item.branch.library_id)
    if rule.item_type:
        loans = loans.filter(item__item_type=rule.item_type)
    if loans.count() < rule.max_loans:
        return None
    text = _("The reader has as many books as the rule allows: %(number)d.") % {"number": rule.max_loans}
    return Refusal(text, code="too_many_loans")


def _kept_for_another(item: Item, reader: Reader, rule: LendingRule) -> Refusal | None:
    keeper = Hold.objects.filter(item=item, state__in=ASSIGNED_HOLDS).first()
    if keeper is not None and keeper.reader_id != reader.pk:
        return Refusal(_("This copy is kept for another reader."), code="kept_for_another")
    if keeper is None and is_spoken_for(item, reader=reader, rule=rule):
        return Refusal(_("Other readers wait for this book: scan it without a card."), code="awaited")
    return None
