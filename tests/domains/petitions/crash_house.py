"""A house on a PostgreSQL of its own, whose processes are killed: what each of them does.

python -m tests.domains.petitions.crash_house prepare|sign|verify …
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from typing import Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.transparency.log.publishing import publish
from shanyraq.platform.transparency.log.sequencing import sequence_now
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

PEOPLE: Final = 40
NEEDED: Final = ("petitions", "transparency", "procrastinate")
"""What signing and the log need of the tables, with all that these need."""


def prepare() -> None:
    """The tables, a petition that takes signatures, and people."""
    migrations = MigrationExecutor(connection)
    migrations.migrate([node for node in migrations.loader.graph.leaf_nodes() if node[0] in NEEDED])
    region()
    open_petition(threshold=1_000_000)
    for number in range(PEOPLE):
        person(number)


def sign_for_ever(seed: int, told: Path) -> None:
    """People sign and take back; what each was told stands in *told*: a line before a step, one after."""
    petition, people = Petition.objects.get(), list(Person.objects.order_by("pk"))
    own = range(seed, PEOPLE, 2)  # each process has people of its own, so that their order is known
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    with told.open("a", buffering=1, encoding="ascii") as file:
        while True:
            number = chance.choice(own)
            wish = "W" if chance.random() < 0.3 else "S"
            file.write(f"{number} ?\n")
            try:
                file.write(f"{number} {_step(petition, people[number], wish)}\n")
            except (DatabaseError, InterfaceError):
                connection.close()
                time.sleep(0.05)


def _step(petition: Petition, who: Person, wish: str) -> str:
    if wish == "S":
        sign(petition, who)
        return "S"
    try:
        withdraw_signature(petition=petition, person=who, at=AT)
    except Refusal:
        return "N"  # there was none to take back
    return "W"


def verify(told: list[Path], seen: Path) -> None:
    """Rows, published count, tree and files agree; nobody's signature is lost; nothing ever forked."""
    sequence_now(LOG)
    publish(LOG)
    petition = Petition.objects.get()
    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == valid_rows(petition)
    heads = {(int(size), bytes.fromhex(root)) for size, root in map(str.split, seen.read_text().splitlines())}
    last = head_seen_from_outside()
    assert last is not None
    require_one_tree(heads | {last})
    people = list(Person.objects.order_by("pk"))
    for number, what in _last_told(told).items():
        is_in = Signature.objects.filter(
            petition=petition, person=people[number], withdrawn_at__isnull=True
        ).exists()
        assert what == "?" or is_in == (what == "S"), (number, what, is_in)
    sys.stdout.write(f"{published(petition)['signed']} {len(heads)}\n")


def _last_told(files: list[Path]) -> dict[int, str]:
    """What each person was told last; ``?`` where they were told nothing: then either may be true."""
    last: dict[int, str] = {}
    for file in files:
        for line in file.read_text(encoding="ascii").splitlines():
            number, _space, what = line.partition(" ")
            last[int(number)] = "W" if what == "N" else what
    return last


if __name__ == "__main__":
    what, *words = sys.argv[1:]
    if what == "prepare":
        prepare()
    elif what == "sign":
        sign_for_ever(int(words[0]), Path(words[1]))
    else:
        verify([Path(each) for each in words[1:]], Path(words[0]))
