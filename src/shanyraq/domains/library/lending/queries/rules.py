"""Lending rules with their place in time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.domains.library.lending.rules.choosing import most_specific
from shanyraq.domains.library.network.models import Library


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A version; ``is_own`` when the library made it, ``when``: past, now or future."""

    rule: LendingRule
    is_own: bool
    when: str


def rules_of(library: Library, today: date) -> list[RuleLine]:
    """The network's rules and the library's own, each version with whether it holds today."""
    rules = list(LendingRule.objects.filter(Q(library=library) | Q(library__isnull=True)))
    return [RuleLine(rule, rule.library_id is not None, _when(rule, rules, today)) for rule in rules]


def _when(rule: LendingRule, rules: list[LendingRule], today: date) -> str:
    if rule.in_force_from > today:
        return "future"
    key = (rule.library_id, rule.item_type)
    begun = [
        each for each in rules if (each.library_id, each.item_type) == key and each.in_force_from <= today
    ]
    return "now" if most_specific(begun, today) == rule else "past"
