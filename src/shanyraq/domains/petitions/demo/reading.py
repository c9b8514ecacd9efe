"""The files of the demonstration, read into plans."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

CONTENT: Final = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens to a petition: what, how many days before the day of loading, and its facts."""

    do: str
    ago: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """One petition of the demonstration, with everything that happened to it, oldest first."""

    slug: str
    number: int
    initiator: str
    texts: Mapping[str, Any]
    way: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody with an account; ``iin`` is empty for staff, ``permission`` and ``bodies`` for citizens."""

    email: str
    family_name: str
    given_name: str
    middle_name: str = ""
    iin: str = ""
    permission: str = ""
    bodies: tuple[str, ...] = ()


def read_plans() -> list[Plan]:
    """All petitions in the order of their files, which are named ``<number>-<slug>.toml``."""
    return [_plan(path) for path in sorted((CONTENT / "petitions").glob("*.toml"))]


def read_accounts() -> dict[str, Account]:
    """Initiators, signer and staff by their names in the plans."""
    return {
        name: Account(**{**table, "bodies": tuple(table.get("bodies", ()))})
        for name, table in read_table("people")["account"].items()
    }


def read_table(name: str) -> dict[str, Any]:
    """One of the tables beside the petitions."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text("utf-8"))


def _plan(path: Path) -> Plan:
    table = tomllib.loads(path.read_text("utf-8"))
    number, _dash, slug = path.stem.partition("-")
    way = tuple(Step(step.pop("do"), step.pop("ago"), step) for step in table.pop("way", []))
    return Plan(slug, int(number), table.pop("initiator"), table, way)
