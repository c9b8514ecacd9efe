"""The number of signatures by addressee, territory and population."""

import pytest

from shanyraq.domains.petitions.models import Body, Edition, Territory, ThresholdRule
from shanyraq.domains.petitions.rules.thresholds import rule_for, share, threshold_for
from shanyraq.kernel.errors import Refusal
from tests.domains.petitions import public_scene as scene

pytestmark = pytest.mark.django_db
NAME = {"kk": "Ж", "ru": "М", "en": "P"}
RULES = (
    ("central", "country", {"signatures": 50_000}),
    ("akimat", "region", {"per_mille": 10}),
    ("maslikhat", "region", {"per_mille": 20}),
    ("akimat", "district", {"signatures": 2_500, "population_above": 50_000}),
    ("akimat", "district", {"per_mille": 50, "population_up_to": 50_000}),
)


@pytest.fixture
def edition() -> Edition:
    found = scene.edition()
    for body_kind, territory_kind, values in RULES:
        ThresholdRule.objects.create(
            edition=found, body_kind=body_kind, territory_kind=territory_kind, **values
        )
    return found


def body(kind: str, territory_kind: str, population: int | None) -> Body:
    territory = Territory.objects.create(
        code="100000000", kind=territory_kind, name=NAME, population=population
    )
    return Body.objects.create(slug="body", kind=kind, name=NAME, territory=territory)


@pytest.mark.parametrize(
    ("kind", "territory_kind", "population", "needed"),
    [
        ("central", "country", None, 50_000),
        ("akimat", "region", 600_000, 6_000),
        ("akimat", "region", 600_001, 6_001),
        ("maslikhat", "region", 600_000, 12_000),
        ("akimat", "district", 50_001, 2_500),
        ("akimat", "district", 50_000, 2_500),
        ("akimat", "district", 49_999, 2_500),
        ("akimat", "district", 20_001, 1_001),
        ("akimat", "district", 10_000, 500),
    ],
)
def test_threshold_follows_the_rule_that_fits(
    edition: Edition, kind: str, territory_kind: str, population: int | None, needed: int
) -> None:
    assert threshold_for(edition, body(kind, territory_kind, population)) == needed


def test_at_the_border_of_population_exactly_one_rule_fits(edition: Edition) -> None:
    small = body("akimat", "district", 50_000)
    assert getattr(rule_for(edition, small), "per_mille", None) == 50
    small.territory.population = 50_001
    assert getattr(rule_for(edition, small), "signatures", None) == 2_500


@pytest.mark.parametrize(("kind", "population"), [("akimat", None), ("akimat", 0), ("central", 5)])
def test_unknown_population_and_missing_rule_are_refused(
    edition: Edition, kind: str, population: int | None
) -> None:
    with pytest.raises(Refusal) as refused:
        threshold_for(edition, body(kind, "region", population))
    assert (refused.value.code, refused.value.field) == ("no_threshold", "body")


def test_share_is_reached_by_no_fewer() -> None:
    assert [share(number, 10) for number in (1, 99, 100, 101, 200)] == [1, 1, 1, 2, 2]
