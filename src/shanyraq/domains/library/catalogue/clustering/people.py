"""Names of persons and bodies as records write them: what of them can be compared, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from os.path import commonprefix
from typing import Any

from shanyraq.domains.library.catalogue.clustering.folding import fold, likeness

_WORD = re.compile(r"([^\s.,;:()]+)(\.?)")
_DATES_AT_END = re.compile(r"[\s,(]+([^\s,(]*\d{4}\s*[-–—]?\s*\d{0,4})\)?\s*$")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2}|[5-9][0-9]{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Name:
    """A folded name: ``family`` the surname or the whole of a body's name, ``given`` the given names after
    it (initials with a full stop: Ю. is "иу."), ``years`` of birth and death as far as told."""

    family: str
    given: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


def subject_name(text: str, kind: str) -> tuple[str, str]:
    """The name and the dates of a subject: those of a person may stand behind the name."""
    told = _DATES_AT_END.search(text) if kind == "person" else None
    return (text[: told.start()], told[1]) if told else (text, "")


@lru_cache(maxsize=65_536)
def name_of(text: str, kind: str = "person", dates: str = "") -> Name:
    """The folded name of an agent. A person without a comma has the surname last, as on title pages."""
    years = tuple(int(year) for year in _YEAR.findall(dates))[:2]
    if kind != "person":
        return Name(" ".join(fold(text)), (), years)
    family, comma, given = text.partition(",")
    if comma:
        return Name("".join(fold(family)), _given_names(given), years)
    words = _given_names(text)
    return Name(words[-1].rstrip("."), words[:-1], years) if words else Name("", (), years)


def _given_names(text: str) -> tuple[str, ...]:
    """The folded words of a name; what is one letter or is cut by a full stop is an initial."""
    found = []
    for word, stop in _WORD.findall(text):
        if folded := "".join(fold(word)):
            found.append(folded + "." if stop or len(word) == 1 else folded)
    return tuple(found)


def names_of(agent: Mapping[str, Any]) -> tuple[Name, ...]:
    """The names of an agent of a stored description in all its scripts, each once."""
    heading, kind, dates = agent["name"], agent.get("kind", "person"), agent.get("dates", "")
    first = name_of(heading["text"], kind, dates)
    others = heading.get("others") or ()
    return tuple(dict.fromkeys([first, *(name_of(text, kind, dates) for _script, text in others)]))


def agree(one: Name, other: Name) -> bool:
    """Whether two names may be of one person: surnames alike, given names alike or initials of each other,
    no years that contradict."""
    if one.family != other.family and likeness(one.family, other.family) < 0.8:
        return False
    if one.years and other.years and one.years[0] != other.years[0]:
        return False
    return all(_given_agree(mine, theirs) for mine, theirs in zip(one.given, other.given, strict=False))


def _given_agree(mine: str, theirs: str) -> bool:
    if mine[-1] == "." or theirs[-1] == ".":
        one, other = mine.rstrip("."), theirs.rstrip(".")
        return one.startswith(other) or other.startswith(one)
    if mine == theirs:
        return True
    common = len(commonprefix([mine, theirs]))  # noqa: RUF071 - of letters: Омарханұлы, Омарханович
    return (common >= 4 and 2 * common >= min(len(mine), len(theirs))) or likeness(mine, theirs) >= 0.6
