"""Processes that sign and processes that keep the log, killed in the middle; told in JSON what became known.

    python -m tests.domains.petitions.killing PETITION KILLS

A process of its own: a child of the tests' process would inherit its connections and its browser.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Final

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.db import connection

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.models import Petition
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.transparency.log.publishing import publish
from shanyraq.platform.transparency.log.sequencing import sequence
from tests.domains.petitions.signing_scene import AT, sign
from tests.domains.petitions.trees import head_seen_from_outside

SHORTEST_LIFE, LONGEST_LIFE = 0.002, 0.25
"""Seconds that a process works: from before its first statement to several whole rounds."""

BIRTH_SECONDS: Final = 60


class Child:
    """A process that does *work* again and again until it is killed; it tells when it begins."""

    def __init__(self, work: Callable[[], None]) -> None:
        connection.close()  # a connection is never shared with a child
        begun, beginning = os.pipe()
        self.process = os.fork()
        if not self.process:
            try:
                os.write(beginning, b"!")
                while True:
                    work()
            finally:
                os._exit(1)
        os.close(beginning)
        assert select.select([begun], [], [], BIRTH_SECONDS)[0], "the process does not begin"
        os.close(begun)

    def kill(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def sequencer() -> None:
    sequence(LOG)
    publish(LOG)


class Signers:
    """What people do who sign and take back; what each was told goes through a pipe."""

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


def main() -> None:
    """Prints who was told what last, by their places, and the heads that were seen from outside."""
    petition = Petition.objects.get(public_id=sys.argv[1])
    people = list(Person.objects.order_by("pk"))
    chance = random.Random(20261126)  # noqa: S311 - chance, no secret
    seen: set[tuple[int, bytes]] = set()
    last: dict[int, str] = {}
    for round_number in range(int(sys.argv[2]) // 2):
        signers = Signers(petition, people, round_number)
        children = [Child(sequencer), Child(signers)]
        chance.shuffle(children)
        for child in children:
            time.sleep(chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
            child.kill()
        last.update((number, what) for what, number in signers.told())
        seen |= {head for head in [head_seen_from_outside()] if head is not None}
    heads = [[size, root.hex()] for size, root in sorted(seen)]
    json.dump({"last": sorted(last.items()), "heads": heads}, sys.stdout)


if __name__ == "__main__":
    main()
