"""Which lending rule holds for a copy on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models import Item, ItemState
from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.kernel.errors import Refusal


class RuleBook:
    """The rules of some libraries on one day, read at once."""

    def __init__(self, library_ids: Iterable[int], day: date) -> None:
        self._day = day
        self._rules = list(
            LendingRule.objects.filter(
                Q(library_id__in=set(library_ids)) | Q(library_id__isnull=True), in_force_from__lte=day
            )
        )
        self._chosen: dict[tuple[int, str], LendingRule | None] = {}

    def find(self, library_id: int, item_type: str) -> LendingRule | None:
        """The most specific rule in force, or None when nobody made any."""
        key = (library_id, item_type)
        if key not in self._chosen:
            fitting = (
                rule
                for rule in self._rules
                if rule.library_id in {None, library_id} and rule.item_type in {"", item_type}
            )
            self._chosen[key] = most_specific(fitting, self._day)
        return self._chosen[key]

    def of(self, item: Item) -> LendingRule:
        """:raises Refusal: ``no_rule`` when nobody made any for this copy."""
        rule = self.find(item.branch.library_id, item.item_type)
        if rule is None:
            raise Refusal(_("There is no lending rule for this copy yet."), code="no_rule")
        return rule


def rule_for(item: Item, day: date) -> LendingRule:
    """The most specific rule in force for a copy. :raises Refusal: ``no_rule``."""
    return RuleBook([item.branch.library_id], day).of(item)


def most_specific(rules: Iterable[LendingRule], day: date) -> LendingRule | None:
    """Of rules that have begun: the newest version of each key, unless ended; then the most telling key."""
    newest: dict[tuple[int | None, str], LendingRule] = {}
    for rule in sorted(rules, key=lambda each: each.in_force_from):
        newest[rule.library_id, rule.item_type] = rule
    standing = [rule for rule in newest.values() if rule.in_force_until is None or rule.in_force_until >= day]
    return max(standing, key=lambda each: (each.library_id is not None, each.item_type != ""), default=None)


def hindrance_of_item(item: Item, rule: LendingRule) -> Refusal | None:
    """Why a copy is not lent at all, whoever asks."""
    if not item.branch.library.is_live:
        return Refusal(_("The library of this copy does not lend at present."), code="library_not_live")
    if item.state == ItemState.REFERENCE or not rule.is_lendable:
        return Refusal(_("This copy is read in the reading room only."), code="not_lendable")
    if item.state != ItemState.AVAILABLE:
        text = _("This copy is not lent: it is marked “%(state)s”.") % {"state": item.get_state_display()}
        return Refusal(text, code="item_unfit")
    return None
