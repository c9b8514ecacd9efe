"""The most specific rule in force."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from shanyraq.domains.library.lending.actions.lending_rules import add_version, end_rule
from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.domains.library.lending.rules.choosing import rule_for
from shanyraq.kernel.errors import Refusal
from tests.factories.lending import DAY, make_rule


def days_for(house, day=DAY):
    return rule_for(house.item, day).loan_days


def test_most_specific_rule_wins(house):
    assert days_for(house) == 14
    make_rule(item_type="book", loan_days=15)
    assert days_for(house) == 15
    make_rule(house.main.library, loan_days=16)
    assert days_for(house) == 16
    make_rule(house.main.library, item_type="book", loan_days=17)
    assert days_for(house) == 17
    make_rule(house.other.library, item_type="book", loan_days=18)
    make_rule(house.main.library, item_type="map", loan_days=19)
    assert days_for(house) == 17


def test_new_version_holds_from_its_day_on(house):
    make_rule(house.main.library, loan_days=30, in_force_from=DAY + timedelta(days=1))
    assert (days_for(house), days_for(house, DAY + timedelta(days=1))) == (14, 30)


def test_ended_rule_gives_way_to_the_more_general_one(house):
    own = make_rule(house.main.library, loan_days=30)
    end_rule(rule=own, today=DAY)
    assert (days_for(house), days_for(house, DAY + timedelta(days=1))) == (30, 14)


def test_without_any_rule_nothing_is_lent(house):
    LendingRule.objects.all().delete()
    with pytest.raises(Refusal) as refused:
        rule_for(house.item, DAY)
    assert refused.value.code == "no_rule"


def test_add_version_refuses_the_past_and_a_day_that_is_taken(house):
    given = {"library": None, "item_type": "", "today": DAY}
    with pytest.raises(Refusal) as refused:
        add_version(in_force_from=DAY, **given)
    assert refused.value.code == "begins_in_past"
    add_version(in_force_from=DAY + timedelta(days=1), **given)
    with pytest.raises(Refusal) as refused:
        add_version(in_force_from=DAY + timedelta(days=1), **given)
    assert refused.value.code == "version_taken"


def test_database_refuses_to_rewrite_a_version_or_to_end_it_before_it_begins(house):
    house.rule.loan_days = 99
    with pytest.raises(DatabaseError), transaction.atomic():
        house.rule.save()
    house.rule.refresh_from_db()
    house.rule.in_force_until = date(2020, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        house.rule.save()
