"""What the network must know of a new member's trial import. The rooms above give it, this room only asks.

The catalogue registers, when it is ready, a function that tells of a library's newest trial import, and one
that lists the import profiles. Without them no library can go live.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shanyraq.domains.library.network.models import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialReport:
    """The newest trial import of a library, in numbers of records.

    ``reference`` names the import for ever. ``new`` records are those that the library did not have here,
    ``matched`` ones met an edition of another member (None: not looked for), ``failed`` could not be read.
    ``address`` leads to the differences, as a path in the language now active.
    """

    reference: str
    is_finished: bool
    read: int = 0
    new: int = 0
    matched: int | None = None
    failed: int = 0
    finished_at: datetime | None = None
    file_name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ImportProfile:
    """A way to read a system's records that a library can choose."""

    code: str
    name: Any
    format: str = ""


TrialQuestion = Callable[[Library], TrialReport | None]
Profiles = Callable[[], Sequence[ImportProfile]]
TrialAddress = Callable[[Library], str]


@dataclass(slots=True)
class _Registered:
    trial: TrialQuestion | None = None
    profiles: Profiles | None = None
    begin: TrialAddress | None = None


_registered = _Registered()


def register_trial(question: TrialQuestion, *, begin: TrialAddress | None = None) -> None:
    """Say who knows of trial imports; ``begin`` gives the path of the page where one is started."""
    _registered.trial, _registered.begin = question, begin


def register_profiles(profiles: Profiles) -> None:
    """Say who knows the import profiles."""
    _registered.profiles = profiles


def trial_of(library: Library) -> TrialReport | None:
    """The newest trial import of a library; None when there is none, or nobody to ask."""
    return _registered.trial(library) if _registered.trial else None


def trial_begins_at(library: Library) -> str:
    """The path of the page where a trial import is started; empty when there is none."""
    return _registered.begin(library) if _registered.begin else ""


def import_profiles() -> Sequence[ImportProfile]:
    """The profiles that can be chosen."""
    return _registered.profiles() if _registered.profiles else ()


def is_profile(code: str) -> bool:
    """Whether there is a profile of this code."""
    return any(profile.code == code for profile in import_profiles())
