"""Live members as the public finds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from shanyraq.domains.library.network.models import Branch, Library, LibraryKind
from shanyraq.domains.library.network.queries.calendar import OpenDay, is_open_at, weeks_of
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.languages import DEFAULT, sort_key
from shanyraq.kernel.translated import TranslatedText

_KINDS: Final = {kind: place for place, kind in enumerate(LibraryKind.values)}


@dataclass(frozen=True, slots=True)
class OpenBranch:
    """A branch with its days from today on."""

    branch: Branch
    days: list[OpenDay]
    is_open_now: bool

    @property
    def today(self) -> OpenDay:
        return self.days[0]

    @property
    def next_open(self) -> OpenDay | None:
        """The next day, after today, on which it is open."""
        return next((day for day in self.days[1:] if day.is_open), None)


@dataclass(frozen=True, slots=True)
class FoundLibrary:
    """A library with its branches."""

    library: Library
    branches: list[OpenBranch]

    @property
    def is_open_now(self) -> bool:
        return any(branch.is_open_now for branch in self.branches)

    @property
    def open_today(self) -> OpenDay | None:
        """The hours of the first branch that opens today."""
        return next((branch.today for branch in self.branches if branch.today.is_open), None)


def live_libraries() -> QuerySet[Library]:
    """Members whose records are found."""
    return Library.objects.filter(state=MembershipState.LIVE)


def towns() -> list[tuple[str, str]]:
    """Towns with live members: the Kazakh name as the value, the name for the reader; by alphabet."""
    language = get_language() or DEFAULT
    stored = {*live_libraries().values_list("place", flat=True).distinct(), *_branch_towns()}
    named = {town_value(place): str(place) for place in stored if place}
    return sorted(named.items(), key=lambda pair: sort_key(pair[1], language))


def _branch_towns() -> Iterable[TranslatedText]:
    branches = Branch.objects.filter(library__in=live_libraries(), is_closed=False)
    return branches.order_by().values_list("place", flat=True).distinct()


def town_value(place: TranslatedText) -> str:
    """What stands for a town in an address: its Kazakh name, else whichever there is."""
    return place.in_language(DEFAULT).text


def kinds() -> list[tuple[str, str]]:
    """Kinds of libraries among live members, in the order of the network."""
    present = set(live_libraries().order_by().values_list("kind", flat=True).distinct())
    return [(value, str(label)) for value, label in LibraryKind.choices if value in present]


def find_libraries(*, town: str = "", kind: str = "", open_at: dt.datetime | None = None) -> list[Library]:
    """Live members with their branches, national ones first, then by name. Three queries at most.

    ``town`` is a value of ``towns``; ``open_at`` keeps those with a branch that is open at that moment.
    """
    found = live_libraries().prefetch_related(_branches())
    if kind:
        found = found.filter(kind=kind)
    if town:
        found = found.filter(_in_town(town)).distinct()
    libraries = list(found)
    if open_at is not None:
        libraries = [each.library for each in with_days(libraries, open_at, days=1) if each.is_open_now]
    language = get_language() or DEFAULT
    return sorted(libraries, key=lambda each: (_KINDS.get(each.kind, 99), sort_key(str(each), language)))


def with_days(libraries: Iterable[Library], moment: dt.datetime, *, days: int) -> list[FoundLibrary]:
    """These libraries with the days of their branches from the day of ``moment`` on. One query for all."""
    wanted = list(libraries)
    branches = [branch for library in wanted for branch in library.branches.all() if not branch.is_closed]
    first = moment.date()
    weeks = weeks_of(branches, first, days)
    return [
        FoundLibrary(
            library,
            [
                OpenBranch(branch, weeks[branch.pk], is_open_at(weeks[branch.pk][0], moment))
                for branch in library.branches.all()
                if not branch.is_closed
            ],
        )
        for library in wanted
    ]


def live_library(code: str) -> Library | None:
    """One live member with its branches."""
    return live_libraries().prefetch_related(_branches()).filter(code=code).first()


def _branches() -> Prefetch[str, QuerySet[Branch], str]:
    return Prefetch("branches", queryset=Branch.objects.filter(is_closed=False).order_by("code"))


def _in_town(town: str) -> Q:
    """Stored in any language: towns are few, and the value may be the only name there is."""
    wanted = Q(pk__in=[])
    for place in {*live_libraries().values_list("place", flat=True).distinct(), *_branch_towns()}:
        if place and town_value(place) == town:
            wanted |= Q(place=place) | Q(branches__place=place, branches__is_closed=False)
    return wanted
