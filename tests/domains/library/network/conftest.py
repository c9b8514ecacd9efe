"""What tests of the network share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from shanyraq.domains.library.network import trial
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.trial import ImportProfile, TrialReport
from tests.factories.library import PostFactory, administrator


class Trials:
    """Plays the catalogue: reports of trial imports by the code of the library."""

    def __init__(self) -> None:
        self.reports: dict[str, TrialReport] = {}

    def of(self, library: Library) -> TrialReport | None:
        return self.reports.get(library.code)

    def finish(self, library: Library, reference: str = "run-1") -> None:
        report = TrialReport(
            reference=reference,
            is_finished=True,
            read=10,
            new=7,
            matched=2,
            failed=1,
            address="/differences/",
        )
        self.reports[library.code] = report


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> Trials:
    """A catalogue with one profile, ``unimarc``, and no trial import yet."""
    playing = Trials()
    monkeypatch.setattr(trial, "_registered", trial._Registered())
    trial.register_trial(playing.of, begin=lambda library: f"/begin/{library.code}/")
    trial.register_profiles(lambda: [ImportProfile("unimarc", "UNIMARC")])
    return playing


@pytest.fixture
def one_factor(settings: object) -> None:
    """Staff may come in with a password alone."""
    settings.STAFF_NEEDS_SECOND_FACTOR = False  # type: ignore[attr-defined]  # pytest-django's settings


@pytest.fixture
def network_browser(one_factor: None) -> Client:
    """The browser of an administrator of the network."""
    client = Client()
    client.force_login(administrator())
    return client


@pytest.fixture
def head_browser(one_factor: None) -> Callable[[Library], Client]:
    """The browser of the head of a library."""

    def browser(library: Library) -> Client:
        client = Client()
        client.force_login(PostFactory(library=library).user)
        return client

    return browser
