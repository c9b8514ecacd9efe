"""The tables of the demonstration's catalogues, read into entries."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from shanyraq.domains.library.demo.typesetting.manuscript import Manuscript
from shanyraq.kernel.kazakh.scripts import Script, convert_text

CONTENT: Final = Path(__file__).resolve().parents[1] / "content"
MEMBERS: Final = {"n": "national", "p": "pavlodar", "t": "turkistan"}
_LONG_CODES: Final = {"kk": "kaz", "ru": "rus", "en": "eng"}
_PRESS: Final = {"kaz": "Шаңырақ", "rus": "Шаңырақ", "eng": "Shanyraq"}
_PLACES: Final = {"kaz": "Алматы", "rus": "Алматы", "eng": "Almaty"}


class TableError(ValueError):
    """A line of a table that is not as it should be; the text names it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person: the inverted name in the record's language, and years of life."""

    text: str
    dates: str = ""

    @property
    def family(self) -> str:
        return self.text.partition(", ")[0]

    @property
    def given(self) -> str:
        return self.text.partition(", ")[2]

    @property
    def initials(self) -> str:
        """Given names as ``М. О.``."""
        return " ".join(f"{part[0]}." for part in self.given.split() if part[0].isalpha())

    @property
    def direct(self) -> str:
        """As on a title page: given names first."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One edition. ``number`` is its place in the table; ``title`` is in today's letters in every script."""

    number: int
    kind: str
    language: str
    script: str
    title: str
    author: Name | None = None
    subtitle: str = ""
    place: str = ""
    publisher: str = ""
    date: str = ""
    subject: str = ""
    udc: str = ""
    members: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    extent: str = ""
    note: str = ""

    @property
    def years(self) -> tuple[str, str]:
        """First and last year; the last one is 9999 for what still appears, empty for a single year."""
        first, dash, last = self.date.partition("-")
        return first, (last or "9999") if dash else ""

    @property
    def title_in_script(self) -> str:
        """The title in the letters of the edition, where they are not those of today."""
        return convert_text(self.title, Script.ARABIC) if self.is_arabic_kazakh else ""

    @property
    def is_arabic_kazakh(self) -> bool:
        return self.language == "kaz" and self.script == "Arab"

    def chance(self, member: str, most: int) -> int:
        """A number from 0 to ``most`` - 1 that is always the same for this entry and member."""
        digest = hashlib.sha256(f"{self.number}:{self.title}:{member}".encode()).digest()
        return int.from_bytes(digest[:4], "big") % most


@lru_cache(maxsize=4)
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text("utf-8"))


def entries() -> list[Entry]:
    """The editions of real works. :raises TableError: for a line with an unknown author or subject."""
    return [_entry(number, row) for number, row in enumerate(_read("records.toml")["records"], 1)]


def _entry(number: int, row: list[str]) -> Entry:
    kind, tongue, author, title, subtitle, place, publisher, date, subject, members, more = row
    language, _stop, script = tongue.partition(".")
    try:
        words = _read("subjects.toml")[subject]
        name = _name(author, language) if author else None
    except KeyError as missing:
        raise TableError(f"{title}: unknown {missing}") from None
    return Entry(
        number=number,
        kind=kind,
        language=language,
        script=script or ("Cyrl" if language in {"kaz", "rus"} else "Latn"),
        author=name,
        title=title,
        subtitle=subtitle,
        place=place,
        publisher=publisher,
        date=date,
        subject=_worded(words, language),
        udc=words["udc"],
        members=members,
        more=dict(pair.split("=", 1) for pair in more.split("; ") if pair),
    )


def _name(author: str, language: str) -> Name:
    known = _read("authors.toml")[author]
    return Name(_worded(known, language), known["dates"])


def _worded(known: Mapping[str, str], language: str) -> str:
    return known[language if language in {"kaz", "rus"} else "lat"]


def entry_of(manuscript: Manuscript, number: int, pages: int) -> Entry:
    """The edition of one of our own texts, as the national library catalogues it."""
    language = _LONG_CODES[manuscript.language]
    words = _read("subjects.toml")[manuscript.subject]
    return Entry(
        number=number,
        kind="book",
        language=language,
        script=manuscript.script,
        title=manuscript.title,
        subtitle=manuscript.subtitle,
        place=_PLACES[language],
        publisher=_PRESS[language],
        date="2026",
        subject=_worded(words, language),
        udc=words["udc"],
        members="n",
        extent=f"{pages} б."
        if language == "kaz"
        else f"{pages} с."
        if language == "rus"
        else f"{pages} pages",
    )


def held_by(member: str, found: list[Entry]) -> Iterator[Entry]:
    """Those of the entries that a member (n, p or t) has."""
    return (entry for entry in found if member in entry.members)
