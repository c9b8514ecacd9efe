"""Numbers by region are told rarely, together, and never so that one can be computed."""

from __future__ import annotations

import datetime as dt

import pytest

from shanyraq.domains.petitions.actions.regions import release_due, release_regions
from shanyraq.domains.petitions.models import (
    Petition,
    PetitionCount,
    RegionRelease,
    Territory,
    TerritoryCount,
)
from shanyraq.domains.petitions.queries.regions import ELSEWHERE, REGIONS, exact_numbers, region_numbers
from shanyraq.domains.petitions.states import PetitionState as State
from tests.domains.petitions import public_scene as scene
from tests.domains.petitions.public_scene import DAY, NOW

pytestmark = pytest.mark.django_db


def counted(of: Petition, numbers: dict[str, int]) -> None:
    """Make these the numbers of a petition by territory, and their sum its count."""
    land = scene.body().territory
    for code, number in numbers.items():
        territory, _made = Territory.objects.get_or_create(
            code=code,
            defaults={"kind": "region", "parent": land, "name": {"kk": code, "ru": code, "en": code}},
        )
        TerritoryCount.objects.update_or_create(petition=of, territory=territory, defaults={"valid": number})
    total = sum(TerritoryCount.objects.filter(petition=of).values_list("valid", flat=True))
    PetitionCount.objects.filter(petition=of).update(valid=total, signed=total)


def spread(first: int) -> dict[str, int]:
    """Numbers of all regions; the first has *first* and none has a round one."""
    return {code: first if place == 0 else 3 + place * 7 for place, code in enumerate(REGIONS)}


def test_release_rounds_down_and_hides_few() -> None:
    made = scene.petition()
    counted(made, spread(129))
    release = release_regions(petition=made, at=NOW)
    assert release is not None
    told = {each.code: each.number for each in region_numbers(release)}
    assert told[REGIONS[0]] == 120
    assert told[REGIONS[1]] == 10
    assert told[ELSEWHERE] == 0
    assert release.total == made.count.__class__.objects.get(pk=made.pk).valid


def test_districts_count_for_their_region_and_the_rest_elsewhere() -> None:
    made = scene.petition()
    counted(made, spread(11))
    region = Territory.objects.get(code=REGIONS[0])
    Territory.objects.create(code="101000000", kind="district", parent=region, name={"en": "D"})
    counted(made, {"101000000": 5, "000000000": 4})
    exact = exact_numbers(made.pk)
    assert exact[REGIONS[0]] == 16
    assert exact[ELSEWHERE] == 4


def test_second_release_waits_for_a_day_and_for_a_hundred_changes() -> None:
    made = scene.petition()
    counted(made, spread(129))
    assert release_regions(petition=made, at=NOW) is not None
    counted(made, spread(129) | dict.fromkeys(REGIONS[5:9], 60))
    assert release_regions(petition=made, at=NOW + dt.timedelta(hours=23)) is None
    counted(made, spread(130))
    assert release_regions(petition=made, at=NOW + 2 * DAY) is None
    counted(made, {code: number + 37 for code, number in spread(129).items()})
    assert release_regions(petition=made, at=NOW + 3 * DAY) is not None


def test_one_region_alone_is_held_back_while_the_total_would_tell_it() -> None:
    made = scene.petition()
    counted(made, {REGIONS[0]: 130})
    assert release_regions(petition=made, at=NOW) is None
    counted(made, {REGIONS[0]: 136})
    assert release_regions(petition=made, at=NOW) is not None


def test_regions_that_do_not_add_up_to_the_count_are_not_told() -> None:
    made = scene.petition()
    counted(made, spread(129))
    PetitionCount.objects.filter(petition=made).update(valid=1, signed=1)
    assert release_regions(petition=made, at=NOW) is None


def test_release_is_for_public_petitions_and_one_failure_stops_none(monkeypatch: pytest.MonkeyPatch) -> None:
    shown, broken = scene.petition(), scene.petition()
    hidden = scene.petition(State.OPENING)
    for each in (shown, broken, hidden):
        counted(each, spread(129))
    real = release_regions

    def fail_for_one(*, petition: Petition, at: dt.datetime) -> RegionRelease | None:
        if petition == broken:
            raise RuntimeError
        return real(petition=petition, at=at)

    monkeypatch.setattr("shanyraq.domains.petitions.actions.regions.release_regions", fail_for_one)
    assert release_due(NOW) == 1
    assert RegionRelease.objects.get().petition == shown
