"""The key under which a name is found, in whatever script it is written. Pure functions."""

from __future__ import annotations

import re
from functools import lru_cache
from os.path import commonprefix

from shanyraq.kernel.kazakh.folding import skeleton

LONGEST_KEY = 200
_BREAKS = re.compile("[^\\w\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200d'’‘ʼʻʹʽ`´′＇‛ˈ]+|_+")
_WORD = re.compile(r"([^\s.,;:()]+)(\.?)")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2}|[5-9][0-9]{2})(?!\d)")
_DEATH_ONLY = re.compile(r"^\s*(?:-|–|—|d\.|ум\.|қайт)", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """The folded words of a name, without those that have no letter that is heard."""
    return [key for word in _BREAKS.split(text) if word and (key := skeleton(word))]


def _names_of(text: str) -> list[str]:
    """The folded words of a person's name; an initial keeps its full stop, since Ю is two letters."""
    found = []
    for word, stop in _WORD.findall(text):
        if folded := "".join(words_of(word)):
            found.append(f"{folded}." if stop or len(word) == 1 else folded)
    return found


@lru_cache(maxsize=65_536)
def key_of(text: str, kind: str) -> str:
    """The key of a name: for a person surname and all given names, in this order also when the record has
    them the other way round; for everything else its words. Prefixed by the kind, at most 200 characters."""
    if kind == "person":
        family, comma, given = text.partition(",")
        words = ["".join(words_of(family)), *_names_of(given)] if comma else _names_of(text)
        words = words if comma else [*words[-1:], *words[:-1]]
        return f"person {' '.join(words)}"[:LONGEST_KEY]
    return f"{kind} {' '.join(words_of(text))}"[:LONGEST_KEY]


LONGEST_SHORT_KEY = 80


def short_key_of(key: str, born: int | None) -> str:
    """Surname, first letter of the given name and year of birth out of a person's key; else empty.

    "person ауезов мухтар омарханули" and 1897 give "ауезов м 1897".
    """
    kind, _blank, words = key.partition(" ")
    if kind != "person" or born is None or not words:
        return ""
    family, _blank, given = words.partition(" ")
    return f"{family[:60]} {given[:1]} {born}"[:LONGEST_SHORT_KEY]


def given_names_agree(one: str, other: str) -> bool:
    """Whether the given names in two keys of persons may be of one: equal, or one the other's initial."""
    pairs = zip(one.split(" ")[2:], other.split(" ")[2:], strict=False)
    return all(_close(mine, theirs) for mine, theirs in pairs)


def _close(one: str, other: str) -> bool:
    """Equal, one the initial of the other, or patronymics of two languages: Омарханұлы, Омарханович."""
    if one[-1:] == "." or other[-1:] == ".":
        first, second = one.rstrip("."), other.rstrip(".")
        return first.startswith(second) or second.startswith(first)
    common = len(commonprefix([one, other]))  # noqa: RUF071 - of letters, no paths
    return one == other or (common >= 4 and common >= 0.5 * min(len(one), len(other)))


def is_telling(key: str) -> bool:
    """Whether a key without dates tells enough to name one person: a whole given name, no initial alone."""
    kind, *words = key.split(" ")
    return bool(words and words[0]) and (kind != "person" or (len(words) > 1 and words[1][-1:] != "."))


def is_full(key: str) -> bool:
    """Whether a person's key has surname, given name and patronymic in full: then it names one person."""
    return len([word for word in key.split(" ")[1:] if word and word[-1] != "."]) >= 3


def years_of(dates: str) -> tuple[int | None, int | None]:
    """Years of birth and death in dates as written: "1897-1961", "b. 1936", "-1904"."""
    years = [int(year) for year in _YEAR.findall(dates)][:2]
    if not years:
        return None, None
    if len(years) == 1 and _DEATH_ONLY.match(dates):
        return None, years[0]
    return years[0], years[1] if len(years) > 1 else None
