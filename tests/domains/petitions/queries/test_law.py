"""What petitions stand on."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from shanyraq.domains.petitions.actions.law import load_law
from shanyraq.domains.petitions.models import Edition, Ground, ThresholdRule
from shanyraq.domains.petitions.queries.law import is_in_use, rules_in_force
from tests.domains.petitions import public_scene as scene
from tests.factories import petitions as people

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 26)


def test_an_edition_is_in_use_with_its_entries_once_a_petition_was_submitted() -> None:
    edition, ground = people.edition(), scene.ground()
    rule = edition.thresholds.get()
    assert [is_in_use(each) for each in (edition, ground, rule)] == [False] * 3
    people.draft()
    assert not is_in_use(edition)
    people.submitted(people.initiator("911123350018"))
    assert [is_in_use(each) for each in (edition, ground, rule)] == [True] * 3


def _another_threshold(edition: Edition) -> None:
    ThresholdRule.objects.create(edition=edition, body_kind="akimat", territory_kind="region", signatures=1)


def _another_ground(edition: Edition) -> None:
    Ground.objects.create(edition=edition, item="99", title={"en": "x"}, article="1")


CHANGES: list[Any] = [
    lambda edition: Edition.objects.filter(pk=edition.pk).update(opening_quorum=1),
    lambda edition: Edition.objects.filter(pk=edition.pk).update(in_force_date="2030-01-01"),
    lambda edition: Edition.objects.filter(pk=edition.pk).update(code="other"),
    lambda edition: edition.thresholds.update(signatures=1),
    lambda edition: edition.thresholds.all().delete(),
    lambda edition: edition.grounds.update(item="4"),
    lambda edition: edition.grounds.all().delete(),
    _another_threshold,
    _another_ground,
]


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_database_refuses_to_change_an_edition_on_which_petitions_stand(number: int) -> None:
    edition = scene.edition()
    with transaction.atomic():
        CHANGES[number](edition)
        transaction.set_rollback(True)
    scene.petition()
    with pytest.raises(IntegrityError, match="Petitions stand on the edition"), transaction.atomic():
        CHANGES[number](edition)


def test_database_lets_what_explains_be_mended() -> None:
    edition = scene.petition().edition
    assert edition is not None
    edition.doubt, edition.sources = {"en": "Two reports differ."}, {"appeal_days": "article 91"}
    edition.save()
    assert Edition.objects.get().sources == {"appeal_days": "article 91"}


def test_rules_in_force_name_the_source_of_each_number_or_that_there_is_none() -> None:
    assert rules_in_force(DAY) is None
    load_law()
    with translation.override("en"):
        rules = rules_in_force(DAY)
    assert rules is not None
    assert (rules.edition, rules.since, rules.doubt.language) == ("2024-04", dt.date(2024, 4, 4), "en")
    told = [(rule.number, rule.source) for rule in rules.numbers]
    assert [source for _number, source in told[:11]].count("") == 5
    assert told[0] == ("20", "nur-news.net 168348; kyzylorda-news.kz, 05.04.2024")
    assert [rule.number for rule in rules.numbers if not rule.is_confirmed] == ["50 ‰", "100 ‰"]
    assert "50,000" in [number for number, _source in told]


def test_sources_are_added_to_an_edition_that_was_loaded_without_them() -> None:
    load_law()
    Edition.objects.update(sources={})
    load_law()
    assert Edition.objects.get(code="2024-04").sources["collection_months"] == "bill of 2022: caravan.kz"
