"""The members of the demonstration, taken into the network step by step, as real ones are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from shanyraq.domains.library.demo import people
from shanyraq.domains.library.demo.marc.table import CONTENT
from shanyraq.domains.library.network.actions.branches import add_branch
from shanyraq.domains.library.network.actions.members import add_member, choose_profile
from shanyraq.domains.library.network.actions.reading_rooms import add_range
from shanyraq.domains.library.network.actions.staff import appoint
from shanyraq.domains.library.network.models import Library, StaffRole

ROLES: Final = (StaffRole.HEAD, StaffRole.CATALOGUER, StaffRole.CIRCULATION, StaffRole.DIGITISATION)


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``members.toml`` says of one library."""

    code: str
    profile: str
    details: Mapping[str, Any]
    branches: Mapping[str, Mapping[str, Any]]
    ranges: tuple[str, ...]
    staff: Mapping[str, str]


def read_plans() -> list[Plan]:
    """All members in the order of the file."""
    tables = tomllib.loads((CONTENT / "members.toml").read_text("utf-8"))
    return [
        Plan(
            code=code,
            profile=table["profile"],
            details=table["details"],
            branches=table["branches"],
            ranges=tuple(table["ranges"]),
            staff=table["staff"],
        )
        for code, table in tables.items()
    ]


def is_there(plan: Plan) -> bool:
    """Whether the library was taken in before; then it belongs to its people."""
    return Library.objects.filter(code=plan.code).exists()


def take_in(plan: Plan, *, administrator: Any, password: str, at: datetime) -> Library:
    """Open the application, add branches, people and reading rooms, choose the profile."""
    library = add_member(code=plan.code, details=plan.details, actor=administrator)
    for code, values in plan.branches.items():
        add_branch(library=library, code=code, values=values, actor=administrator)
    for role in ROLES:
        email = people.librarian(plan.code, role, plan.staff[role], password)
        appoint(library=library, email=email, role=role, actor=administrator, at=at)
    for network in plan.ranges:
        add_range(library=library, network=network, note="", actor=administrator)
    return choose_profile(library=library, profile_code=plan.profile, actor=administrator)
