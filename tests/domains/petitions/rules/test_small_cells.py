"""No region's number can be computed: checked against an adversary who tries every possibility."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.domains.petitions.rules import small_cells
from shanyraq.domains.petitions.rules.small_cells import (
    LEAST_CHANGES,
    LEAST_WIDTH,
    STEP,
    Told,
    may_be_told,
    narrowest,
    told,
)

REGIONS = 20
SMALL = 3
"""Steps small enough for an adversary who tries everything."""


def possible(now: Told, before: Told | None) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every pair of exact numbers, before and now, that agrees with what was told."""
    rests = list(itertools.product(range(SMALL), repeat=len(now.steps)))
    late = [_whole(now, rest) for rest in rests if sum(rest) == _rest(now)]
    if before is None:
        return [((), numbers) for numbers in late]
    early = [_whole(before, rest) for rest in rests if sum(rest) == _rest(before)]
    gone = now.removed - before.removed
    return [(a, b) for a in early for b in late if _lost(a, b) <= gone]


def _whole(of: Told, rest: Sequence[int]) -> tuple[int, ...]:
    return tuple(step * SMALL + part for step, part in zip(of.steps, rest, strict=True))


def _rest(of: Told) -> int:
    return of.total - sum(of.steps) * SMALL


def _lost(before: Sequence[int], after: Sequence[int]) -> int:
    return sum(max(0, early - late) for early, late in zip(before, after, strict=True))


def tried(now: Told, before: Told | None) -> int:
    """The narrowest choice that is left to an adversary who tries everything."""
    worlds = possible(now, before)
    sides = [1] if before is None else [0, 1]
    return min(
        len({world[side][region] for world in worlds}) for side in sides for region in range(len(now.steps))
    )


counts = st.lists(st.integers(0, 8), min_size=2, max_size=4)
flows = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=4, max_size=4)


@given(counts)
def test_audit_of_one_time_finds_what_trying_everything_finds(numbers: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_cells, "STEP", SMALL)
        now = told(numbers, signed=sum(numbers), removed=0)
        assert narrowest(now) == tried(now, None)


@given(counts, flows)
def test_audit_of_two_times_finds_what_trying_everything_finds(
    numbers: list[int], flow: list[tuple[int, int]]
) -> None:
    came = [plus for plus, _minus in flow][: len(numbers)]
    went = [min(minus, old) for (_plus, minus), old in zip(flow, numbers, strict=False)]
    later = [old + plus - minus for old, plus, minus in zip(numbers, came, went, strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(small_cells, "STEP", SMALL)
        before = told(numbers, signed=sum(numbers), removed=0)
        now = told(later, signed=sum(numbers) + sum(came), removed=sum(went))
        assert narrowest(now, before) == tried(now, before)


many = st.lists(st.integers(0, 400), min_size=REGIONS, max_size=REGIONS)


@given(many, st.lists(many, min_size=1, max_size=6))
def test_sequence_of_releases_never_gives_a_region_away(start: list[int], days: list[list[int]]) -> None:
    before: Told | None = None
    numbers, signed = [0] * REGIONS, 0
    for came in [start, *days]:
        numbers = [old + new for old, new in zip(numbers, came, strict=True)]
        signed += sum(came)
        now = told(numbers, signed=signed, removed=0)
        if may_be_told(now, before):
            assert narrowest(now, before) >= LEAST_WIDTH
            assert before is None or now.changes - before.changes >= LEAST_CHANGES
            before = now


@given(many, st.integers(0, REGIONS - 1))
def test_one_signature_more_never_renews_the_numbers(numbers: list[int], region: int) -> None:
    before = told(numbers, signed=sum(numbers), removed=0)
    more = [number + (place == region) for place, number in enumerate(numbers)]
    assert not may_be_told(told(more, signed=sum(more), removed=0), before)


def test_few_signatures_are_not_told_at_all() -> None:
    numbers = [99, *[0] * (REGIONS - 1)]
    assert not may_be_told(told(numbers, signed=99, removed=0), None)


def test_total_that_equals_the_steps_gives_all_away_and_is_held_back() -> None:
    numbers = [120, *[0] * (REGIONS - 1)]
    now = told(numbers, signed=120, removed=0)
    assert now.rest == 0
    assert narrowest(now) == 1
    assert not may_be_told(now, None)


def test_total_with_a_rest_of_four_leaves_five_possibilities() -> None:
    numbers = [120, 4, *[0] * (REGIONS - 2)]
    assert narrowest(told(numbers, signed=124, removed=0)) == LEAST_WIDTH
    assert may_be_told(told(numbers, signed=124, removed=0), None)


def test_all_new_signatures_of_one_region_are_held_back_when_they_tell_its_number() -> None:
    numbers = [129, *[3] * (REGIONS - 1)]
    before = told(numbers, signed=sum(numbers), removed=0)
    later = [numbers[0] + 101, *numbers[1:]]
    now = told(later, signed=sum(later), removed=0)
    assert narrowest(now, before) == 1
    assert not may_be_told(now, before)


def test_steps_are_full_tens() -> None:
    assert told([9, 10, 19, 20], signed=58, removed=0).steps == (0, 1, 1, 2)
    assert STEP == 10
