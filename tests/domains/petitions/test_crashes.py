"""Kill -9 at any moment, hundreds of times: nothing is lost, nothing counts twice, the tree never forks."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.transparency.log.publishing import publish
from shanyraq.platform.transparency.log.sequencing import sequence, sequence_now
from tests.domains.petitions.signing_scene import (
    AT,
    open_petition,
    person,
    published,
    recounted,
    region,
    sign,
    valid_rows,
)
from tests.domains.petitions.trees import head_seen_from_outside, require_one_tree

pytestmark = pytest.mark.django_db(transaction=True)

KILLS: Final = 200
PEOPLE: Final = 60
SHORTEST_LIFE, LONGEST_LIFE = 0.002, 0.25
"""Seconds that a process lives: from before its first statement to several whole rounds."""


def born(work: Callable[[], None]) -> int:
    """A process that does *work* again and again until it is killed; its number."""
    connection.close()  # a connection is never shared with a child
    child = os.fork()
    if child:
        return child
    try:
        while True:
            work()
    finally:
        os._exit(1)


def kill(*children: int) -> None:
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def sequencer() -> None:
    sequence(LOG)
    publish(LOG)


class Signers:
    """A process in which people sign and take back; what each was told goes through a pipe."""

    def __init__(self, petition: Petition, people: list[Person], seed: int) -> None:
        self.petition, self.people, self.chance = petition, people, random.Random(seed)  # noqa: S311 - chance, no secret
        self.reading, self.writing = os.pipe()

    def __call__(self) -> None:
        number = self.chance.randrange(len(self.people))
        if self.chance.random() < 0.3:
            try:
                withdraw_signature(petition=self.petition, person=self.people[number], at=AT)
            except Refusal:
                return
            os.write(self.writing, b"W%03d" % number)
        else:
            sign(self.petition, self.people[number])
            os.write(self.writing, b"S%03d" % number)

    def told(self) -> list[tuple[str, int]]:
        """What people were told before the process was killed, in order."""
        os.close(self.writing)
        with os.fdopen(self.reading, "rb") as pipe:
            whole = pipe.read()
        return [(chr(whole[at]), int(whole[at + 1 : at + 4])) for at in range(0, len(whole) // 4 * 4, 4)]


def test_hundreds_of_kills(tmp_path: Path, settings: Any) -> None:
    settings.TRANSPARENCY_LOG_FOLDER = str(tmp_path / "logs")
    region()
    petition, chance = open_petition(), random.Random(20261126)  # noqa: S311 - chance, no secret
    people = [person(number) for number in range(PEOPLE)]
    seen: set[tuple[int, bytes]] = set()
    last: dict[int, str] = {}
    for round_number in range(KILLS // 2):
        signers = Signers(petition, people, round_number)
        children = [born(sequencer), born(signers)]
        chance.shuffle(children)
        for child in children:
            time.sleep(chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
            kill(child)
        last.update((number, what) for what, number in signers.told())
        seen |= {head for head in [head_seen_from_outside()] if head is not None}
    sequence_now(LOG)
    publish(LOG)
    head_seen_from_outside()

    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == valid_rows(petition)
    _nobody_is_forgotten(petition, people, last)
    require_one_tree(seen)
    assert len(seen) > 20, "the processes lived too short to show anything"
    assert published(petition)["signed"] > PEOPLE


def _nobody_is_forgotten(petition: Petition, people: list[Person], last: dict[int, str]) -> None:
    """Who was told last that they signed stands there, unless the process was killed right after a step."""
    rows = Signature.objects.filter(petition=petition)
    for number, what in last.items():
        of_person = rows.filter(person=people[number])
        assert of_person.filter(withdrawn_at__isnull=True).count() <= 1
        if what == "S":
            assert of_person.exists()
        else:
            assert of_person.filter(withdrawn_at__isnull=False).exists()
