"""Signatures by region: the exact numbers for those who release them, the told ones for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import F, Sum

from shanyraq.domains.petitions.models import RegionRelease, TerritoryCount
from shanyraq.domains.petitions.rules.small_cells import STEP, Told
from shanyraq.domains.petitions.states import TerritoryKind

REGIONS: Final = (
    "100000000", "110000000", "150000000", "190000000", "230000000", "270000000", "310000000", "330000000",
    "350000000", "390000000", "430000000", "470000000", "550000000", "590000000", "610000000", "620000000",
    "630000000", "710000000", "750000000", "790000000",
)  # fmt: skip  # by the state's classification (KATO): 17 regions and 3 cities of republican significance
ELSEWHERE: Final = "elsewhere"
"""What belongs to no region: abroad, a territory that is not known. It is told like a region."""
CELLS: Final = (*REGIONS, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class RegionNumber:
    """What is told of a region: at least ``number`` signatures, less than ten more; 0 is "fewer than ten"."""

    code: str
    number: int

    @property
    def is_few(self) -> bool:
        """Whether only "fewer than ten" is told."""
        return self.number < STEP


def exact_numbers(petition_id: int) -> dict[str, int]:
    """Valid signatures by region, for the release alone: districts count for the region they are part of."""
    rows = TerritoryCount.objects.filter(petition_id=petition_id).values_list(
        "territory_id", "territory__kind", "territory__parent_id", "territory__parent__parent_id"
    )
    found = dict.fromkeys(CELLS, 0)
    counted = rows.annotate(sum=Sum(F("valid")))
    for code, kind, parent, grandparent, number in counted:
        own = [code] if kind == TerritoryKind.REGION else [code, parent, grandparent]
        found[next((each for each in own if each in found), ELSEWHERE)] += number
    return found


def last_release(petition_id: int) -> RegionRelease | None:
    """The numbers by region that are told now; None before the first."""
    return RegionRelease.objects.filter(petition_id=petition_id).order_by("-at", "-pk").first()


def as_told(release: RegionRelease) -> Told:
    """A release as the audit sees it."""
    steps = tuple(int(release.steps.get(code, 0)) for code in CELLS)
    return Told(release.total, steps, release.signed, release.removed)


def region_numbers(release: RegionRelease | None) -> list[RegionNumber]:
    """What is told of every region; nothing before the first release."""
    if release is None:
        return []
    return [RegionNumber(code, int(release.steps.get(code, 0)) * STEP) for code in CELLS]
