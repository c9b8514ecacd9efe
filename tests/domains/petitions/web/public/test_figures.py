"""The figures of a petition: drawn once for the same numbers, anew for others and in other languages."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import translation

from shanyraq.domains.petitions.models import RegionRelease
from shanyraq.domains.petitions.queries.curve import Curve, Interval
from shanyraq.domains.petitions.queries.regions import REGIONS
from shanyraq.domains.petitions.web.public import figures

BEGUN = dt.datetime(2026, 3, 21, 19, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    yield
    figures._curve.cache_clear()
    figures._regions.cache_clear()


def curve(*signed: int) -> Curve:
    return Curve(
        False, [Interval(BEGUN + dt.timedelta(days=day), number) for day, number in enumerate(signed)]
    )


def test_curve_is_drawn_once_for_the_same_numbers_and_anew_for_others() -> None:
    figures._curve.cache_clear()
    first = figures.curve_figure("k7k7k7k7k7", curve(5, 7))
    assert figures.curve_figure("k7k7k7k7k7", curve(5, 7)) == first
    assert figures._curve.cache_info().misses == 1
    assert figures.curve_figure("k7k7k7k7k7", curve(5, 8)) != first
    assert figures.curve_figure("k8k8k8k8k8", curve(5, 7)) != first


def test_curve_speaks_the_language_in_force() -> None:
    drawn = {}
    for language in ("en", "ru"):
        with translation.override(language):
            drawn[language] = figures.curve_figure("k7k7k7k7k7", curve(5, 7))
    assert "Signatures by day" in drawn["en"]
    assert "Signatures by day" not in drawn["ru"]


def test_one_interval_is_no_curve() -> None:
    assert figures.curve_figure("k7k7k7k7k7", curve(5)).strip() == ""


def test_map_follows_its_release() -> None:
    with translation.override("en"):
        before = figures.region_figure(None)
        first = figures.region_figure(RegionRelease(at=BEGUN, steps={REGIONS[0]: 12}))
        second = figures.region_figure(RegionRelease(at=BEGUN, steps={REGIONS[0]: 13}))
    assert "<svg" not in before
    assert "120+" in first
    assert "130+" in second
