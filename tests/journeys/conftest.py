"""The house that the journeys walk through: built once, for all of them."""

from collections.abc import Iterator

import pytest

from tests.journeys.backstage import Backstage, backstage
from tests.journeys.house import House, demonstration


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """A running platform with the demonstration."""
    with demonstration() as running:
        yield running


@pytest.fixture(scope="session")
def stage(house: House) -> Iterator[Backstage]:
    """Past, people and signers for stories of petitions."""
    with backstage(house) as running:
        yield running
