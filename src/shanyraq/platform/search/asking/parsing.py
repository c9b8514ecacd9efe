"""The language of queries: words, "quoted phrases", -without, name:word, OR. Anything else is read as text.

Nothing a person types is an error: an unbalanced quote, a stray minus or a lonely OR are words or nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

LONGEST: Final = 300
"""Characters of a query that are read."""
MOST_CLAUSES: Final = 24

_EITHER = frozenset({"OR", "НЕМЕСЕ", "ИЛИ", "VEYA", "OU", "أو", "|", "||"})
_PIECE = re.compile(
    r"(?P<minus>(?<!\S)[-\u2212](?=\S))?"
    r"(?:(?P<name>[^\W\d_]+):(?=[^\s:/]))?"
    r"(?:(?P<open>[\"«“„「＂])(?P<phrase>[^\"»”“」＂]*)(?P<close>[\"»”“」＂])|(?P<word>\S+))"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """Something to look for: a word or a phrase, in everything or in the field ``name``."""

    text: str
    is_phrase: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """Alternatives of which one is wanted, or none where ``is_excluded``."""

    alternatives: tuple[Atom, ...]
    is_excluded: bool = False


@cache
def field_names() -> dict[str, str]:
    """The name in the index for every name that readers may use."""
    table = tomllib.loads(Path(__file__).with_name("field_names.toml").read_text(encoding="utf-8"))
    return {alias: name for name, aliases in table.items() for alias in aliases}


def cleaned(query: str) -> str:
    """What is read of a query: printable, on one line, at most ``LONGEST`` characters."""
    printable = "".join(
        sign if sign.isprintable() or sign in "\u200c\u200d" else " " for sign in query[: LONGEST * 4]
    )
    return " ".join(printable.split())[:LONGEST].rstrip()


def parse(query: str) -> tuple[Clause, ...]:
    """The clauses of a cleaned query, in their order; empty when it has no words at all."""
    clauses: list[Clause] = []
    joins = False
    for piece in _pieces(query):
        if piece is None:
            joins = bool(clauses) and not clauses[-1].is_excluded
            continue
        atom, is_excluded = piece
        if joins and not is_excluded:
            clauses[-1] = Clause((*clauses[-1].alternatives, atom))
        else:
            clauses.append(Clause((atom,), is_excluded))
        joins = False
    return tuple(clauses[:MOST_CLAUSES])


def _pieces(query: str) -> Iterator[tuple[Atom, bool] | None]:
    """Atoms with whether they are excluded; None for an OR between two of them. A stray OR is a word."""
    found = list(_PIECE.finditer(query))
    for place, match in enumerate(found):
        if 0 < place < len(found) - 1 and _is_either(match) and not _is_either(found[place - 1]):
            yield None
            continue
        atom = _atom(match)
        if any(sign.isalnum() for sign in atom.text):
            yield atom, bool(match["minus"])


def _is_either(match: re.Match[str]) -> bool:
    return match["word"] in _EITHER and not match["minus"] and not match["name"]


def _atom(match: re.Match[str]) -> Atom:
    """In Kazakh and Russian «» around one word is how a name is written, no wish for just this form."""
    text = match["phrase"] if match["word"] is None else match["word"]
    is_quoted = match["word"] is None and not (match["open"] == "«" and " " not in text.strip())
    name = field_names().get((match["name"] or "").lower(), "")
    if match["name"] and not name:  # 12:30, ISBN:…, a word before a colon: text like any other
        text = f"{match['name']}:{text}"
    return Atom(text, is_quoted, name)
