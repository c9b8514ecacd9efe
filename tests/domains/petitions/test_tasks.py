"""What workers do for petitions: every minute, and when a number calls for it."""

import pytest
from procrastinate.contrib.django import app

from shanyraq.domains.petitions.tasks import advance_petition, advance_petitions
from tests.domains.petitions import public_scene as scene

pytestmark = pytest.mark.django_db


def test_the_clock_runs_each_minute_and_never_twice_at_once() -> None:
    assert advance_petitions.queueing_lock == "petitions.clock"
    crons = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    assert crons["petitions.clock"] == "* * * * *"


def test_the_clock_makes_the_steps_that_are_due() -> None:
    opening = scene.petition("opening", number=50)
    below = scene.petition("reached", number=1)
    advance_petitions(0)
    opening.refresh_from_db()
    below.refresh_from_db()
    assert (opening.state, below.state) == ("collecting", "collecting")


def test_one_petition_is_advanced_and_one_that_is_gone_is_no_error() -> None:
    petition = scene.petition("opening", number=50)
    advance_petition(petition.pk)
    advance_petition(petition.pk + 1_000)
    petition.refresh_from_db()
    assert petition.state == "collecting"
