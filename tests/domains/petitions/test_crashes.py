"""Kill -9 at any moment, hundreds of times: nothing is lost, nothing counts twice, the tree never forks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from django.db import connection

from shanyraq.domains.petitions.actions.signing import LOG
from shanyraq.domains.petitions.models import Petition, Signature
from shanyraq.platform.accounts.models import Person
from shanyraq.platform.transparency.log.publishing import publish
from shanyraq.platform.transparency.log.sequencing import sequence_now
from tests.domains.petitions.signing_scene import (
    open_petition,
    person,
    published,
    recounted,
    region,
    valid_rows,
)
from tests.domains.petitions.trees import head_seen_from_outside, require_one_tree

pytestmark = pytest.mark.django_db(transaction=True)

KILLS: Final = 200
PEOPLE: Final = 60
LONGEST_SECONDS: Final = 480


def test_hundreds_of_kills(tmp_path: Path, settings: Any) -> None:
    settings.TRANSPARENCY_LOG_FOLDER = str(tmp_path / "logs")
    region()
    petition = open_petition()
    people = [person(number) for number in range(PEOPLE)]
    told = killed(petition, tmp_path / "logs")
    seen = {(size, bytes.fromhex(root)) for size, root in told["heads"]}
    sequence_now(LOG)
    publish(LOG)
    head_seen_from_outside()

    assert published(petition) == recounted(petition)
    assert published(petition)["valid"] == valid_rows(petition)
    _nobody_is_forgotten(petition, people, dict(told["last"]))
    require_one_tree(seen)
    assert len(seen) > 20, "the processes lived too short to show anything"
    assert published(petition)["signed"] > PEOPLE


def killed(petition: Petition, folder: Path) -> dict[str, Any]:
    """What became known while processes were killed, in a process that has nothing of this one's."""
    address = urlsplit(os.environ["DATABASE_URL"])
    surroundings = {
        "DATABASE_URL": address._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
        "DJANGO_SETTINGS_MODULE": "shanyraq.config.settings",
        "SHANYRAQ_LOG_FOLDER": str(folder),
    }
    command = [sys.executable, "-m", "tests.domains.petitions.killing", petition.public_id, str(KILLS)]
    ended = subprocess.run(
        command,
        env=os.environ | surroundings,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


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
