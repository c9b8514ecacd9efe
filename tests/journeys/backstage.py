"""What stories of petitions need and no visitor can do: people the state confirmed, a past, many signers.

A process with the environment of the house takes orders in JSON, one a line, and gives one line of JSON for
each (``stagehands``). Everything goes through the product's own actions.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import django

from shanyraq.config.launcher.place import Place
from tests.journeys.house import House
from tools.repository import ROOT


@dataclass
class Backstage:
    """The process at work."""

    process: subprocess.Popen[str] = field(repr=False)

    def _ask(self, order: str, **facts: Any) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"order": order, **facts}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"error": "it has ended"}')
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["done"]

    def cookie_of(self, email: str) -> dict[str, str]:
        """The cookie of an account of the demonstration that has just signed in."""
        return dict(self._ask("session", email=email))

    def citizen(self, given: str, family: str) -> str:
        """The address of a new account whose identity the state has confirmed."""
        return str(self._ask("citizen", given=given, family=family))

    def petition(self, initiator: str, texts: dict[str, Any], *way: dict[str, Any]) -> str:
        """The public id of a petition that went *way*: steps as in the files of the demonstration."""
        return str(self._ask("petition", initiator=initiator, texts=texts, way=way))

    def sign(self, petition: str, number: int, network: str = "") -> None:
        """Let *number* people sign now who have not; from one range (``203.0.113``) when it is given."""
        self._ask("sign", petition=petition, number=number, network=network)

    def look_for_fraud(self) -> None:
        """What the platform does by itself every five minutes."""
        self._ask("fraud")


@contextmanager
def backstage(house: House) -> Iterator[Backstage]:
    """Have the process until the block ends."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.backstage"],
        env=house.environment | {"PYTHONPATH": path},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Backstage(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            process.wait(30)


def main() -> None:
    """Carry out orders until there are no more."""
    if not os.environ.get("DATABASE_URL"):  # a house that is kept has its own cluster, which runs already
        os.environ["DATABASE_URL"] = Place.open().cluster.url
    django.setup()
    orders = import_module("tests.journeys.stagehands").ORDERS  # needs models, so only now
    for line in sys.stdin:
        facts = json.loads(line)
        try:
            answer = {"done": orders[facts.pop("order")](facts)}
        except Exception as error:  # noqa: BLE001 - whatever it is, the story has to hear of it
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer goes to the one who asked


if __name__ == "__main__":
    main()
