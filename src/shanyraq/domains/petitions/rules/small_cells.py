"""What may be told of signatures by region, so that nobody can compute where few people signed.

1. A region's number is rounded down to full tens; below ten, zero included, it is "fewer than 10".
2. The numbers are renewed together, and only after at least a hundred changes of the count: nothing can be
   read from one signature that came between two looks.
3. Before they are renewed they are audited as an adversary would: from the rounded numbers of this time and
   of the time before and from the exact totals of both, which everybody knows, each region must keep at
   least five possible numbers at either time. If one has fewer, the numbers before stay, and nothing is told.

The third rule is what others call complementary suppression: a total never gives away what the rounding hid.
All regions are hidden together, since the choice of a second one to hide would itself tell something. The
audit looks at two neighbouring releases; the adversary is taken to know every total, and nobody's region.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

STEP: Final = 10
"""Numbers are told in steps of this size; what is below one step is "fewer than"."""

LEAST_WIDTH: Final = 5
"""Possible numbers that every region keeps, out of ``STEP``."""

LEAST_CHANGES: Final = 100
"""Signatures that came or went since the numbers were last renewed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told at one time: the exact ``total``, full steps by region, how many came and went by then.

    ``signed`` and ``removed`` (withdrawn and invalidated) are exact and public, and only grow.
    """

    total: int
    steps: tuple[int, ...]
    signed: int
    removed: int

    @property
    def rest(self) -> int:
        """What the total has above the rounded numbers: the sum of what was rounded away."""
        return self.total - sum(self.steps) * STEP

    @property
    def changes(self) -> int:
        """Signatures that came or went up to this time."""
        return self.signed + self.removed


def told(counts: Sequence[int], *, signed: int, removed: int) -> Told:
    """These exact numbers by region as they would be told."""
    return Told(sum(counts), tuple(number // STEP for number in counts), signed, removed)


def may_be_told(now: Told, before: Told | None) -> bool:
    """Whether *now* may follow *before*: enough has changed, and the audit finds every region hidden."""
    if now.changes - (before.changes if before else 0) < LEAST_CHANGES:
        return False
    return narrowest(now, before) >= LEAST_WIDTH


def narrowest(now: Told, before: Told | None = None) -> int:
    """The fewest possible numbers that a region is left with; 0 when what is told contradicts itself."""
    if before is None:
        return min((len(_alone(now)),) * bool(now.steps), default=0)
    widths = []
    for change in set(_changes(now, before)):
        pairs = list(_together(now, before, change))
        widths.append(min(len({x for x, _y in pairs}), len({y for _x, y in pairs})))
    return min(widths, default=0)


def _alone(now: Told) -> range:
    """What may have been rounded away of one region, from one time alone."""
    most, others = STEP - 1, (STEP - 1) * (len(now.steps) - 1)
    return range(max(0, now.rest - others), min(most, now.rest) + 1)


def _changes(now: Told, before: Told) -> tuple[int, ...]:
    return tuple(late - early for late, early in zip(now.steps, before.steps, strict=True))


def _together(now: Told, before: Told, change: int) -> Iterator[tuple[int, int]]:
    """What may have been rounded away before and now of a region that changed by *change* steps.

    A pair is possible if the other regions can hold the rest of both times without more signatures having
    gone than everybody knows to have gone.
    """
    others = _Others.without(_changes(now, before), change)
    gone = now.removed - before.removed
    for x in range(STEP):
        for y in range(STEP):
            least = others.fewest_gone(before.rest - x, now.rest - y)
            if least is not None and least + max(0, x - y - change * STEP) <= gone:
                yield x, y


@dataclass(frozen=True, slots=True)
class _Others:
    """The other regions: how many rose, stayed, fell by steps, and by how many in all the last ones fell."""

    rose: int
    stayed: int
    fell: int
    fall: int

    @classmethod
    def without(cls, changes: Sequence[int], one: int) -> _Others:
        left = list(changes)
        left.remove(one)
        falls = [-change * STEP for change in left if change < 0]
        rose = sum(change > 0 for change in left)
        return cls(rose, len(left) - rose - len(falls), len(falls), sum(falls))

    def fewest_gone(self, early: int, late: int) -> int | None:
        """The fewest signatures that must have gone from them if they hold *early* and *late* of the rests.

        None when they cannot. Regions that rose can hold anything at no cost; one that stayed costs what it
        loses; one that fell costs its fall and what it loses.
        """
        most = STEP - 1
        room = most * (self.rose + self.stayed + self.fell)
        if not (0 <= early <= room and 0 <= late <= room):
            return None
        early -= min(early, most * self.rose)
        late -= max(0, late - most * (self.stayed + self.fell))
        late_fell = min(late, most * self.fell)
        early_stayed = min(early, most * self.stayed)
        cost_of_stayed = max(0, early_stayed - (late - late_fell))
        return self.fall + cost_of_stayed + (early - early_stayed) - late_fell
