"""How well the spellings of a Kazakh word meet on its coarse key, and how many words the key mixes up.

    python benchmarks/kazakh_folding.py PATH...

Each PATH is a file or folder as for kazakh_round_trip.py. Every distinct word is written in each script and
habit; the table tells how many have the key of the Cyrillic word, and for how many the word is the first, or
one, of the readings. Then: words that share their key with another word, and the speed on one core.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.kazakh_round_trip import words_of
from shanyraq.kernel.kazakh import arabic, latin
from shanyraq.kernel.kazakh.alphabets import HIGH_HAMZA, LATIN
from shanyraq.kernel.kazakh.folding import loose_key, skeleton, to_cyrillic_readings
from shanyraq.kernel.kazakh.readings import with_kazakh_letters

Spell = Callable[[str], str]

_OF_2018 = {
    **LATIN, "ә": "á", "ғ": "ǵ", "ң": "ń", "ө": "ó", "ү": "ú", "ұ": "u", "у": "ý", "и": "ı", "й": "ı",
    "і": "i", "ш": "sh", "ч": "ch", "щ": "shch", "ю": "ıý", "я": "ıa", "ё": "ıo",
}  # fmt: skip  # a table, read row by row
_OF_2017 = {
    **LATIN, "ә": "a'", "ғ": "g'", "ң": "n'", "ө": "o'", "ү": "u'", "ұ": "u", "у": "y'", "и": "i'", "й": "i'",
    "і": "i", "ш": "s'", "ч": "c'", "щ": "s's'", "ю": "i'y'", "я": "i'a", "ё": "i'o",
}  # fmt: skip  # a table, read row by row
_BARE_2021 = str.maketrans("äğñöūüı", "agnouui")
_OF_PASSPORTS = {
    **LATIN, "ә": "a", "ғ": "g", "ң": "n", "ө": "o", "ү": "u", "ұ": "u", "ж": "zh", "х": "kh", "қ": "k",
    "й": "y", "і": "i", "ш": "sh", "ч": "ch", "щ": "shch", "ю": "yu", "я": "ya", "ё": "yo",
}  # fmt: skip  # a table, read row by row
_OF_CHATS = {**_OF_PASSPORTS, "ж": "j", "х": "h", "қ": "q", "ғ": "gh", "й": "i", "ң": "n"}
_AS_A = str.maketrans("әғқңөұүһі", "агкноуухи")
_AS_E = str.maketrans("әғқңөұүһі", "эгкноуухы")
_OTHER_KEYBOARD = str.maketrans("كيىەھ", "کییهه")


def _by(table: dict[str, str]) -> Spell:
    return lambda word: "".join([table[letter] for letter in word])


SPELLINGS: dict[str, Spell] = {
    "Latin 2021": latin.from_cyrillic,
    "Latin 2018 (acutes)": _by(_OF_2018),
    "Latin 2017 (apostrophes)": _by(_OF_2017),
    "ASCII: 2021 without marks, sh": lambda word: (
        latin.from_cyrillic(word).replace("ş", "sh").translate(_BARE_2021)
    ),
    "ASCII: as in passports": _by(_OF_PASSPORTS),
    "ASCII: as in chats": _by(_OF_CHATS),
    "töte jazu": arabic.from_cyrillic,
    "töte without hamza": lambda word: arabic.from_cyrillic(word).removeprefix(HIGH_HAMZA),
    "töte, letters of other keyboards": lambda word: arabic.from_cyrillic(word).translate(_OTHER_KEYBOARD),
    "Russian keyboard (ә а, і и)": lambda word: word.translate(_AS_A),
    "Russian keyboard (ә э, і ы)": lambda word: word.translate(_AS_E),
}


READ_AT_MOST = 2_000
"""Readings are sought for about so many words, evenly taken: a reading costs a thousand times a key."""


@dataclass(frozen=True)
class Meeting:
    """For one spelling: words spelt, those that miss their key (with the two keys); and of some of the words,
    how many were read, and the shares of them that are the first reading, or one of the readings."""

    words: int
    apart: dict[str, tuple[str, str]]
    read: int
    first: float
    among: float

    @property
    def met(self) -> float:
        """Share of the words that have one key in both spellings, 0 to 1."""
        return 1 - len(self.apart) / self.words if self.words else 1.0


def measure(words: Iterable[str], spell: Spell) -> Meeting:
    """Write every word by ``spell`` and look whether its key, and for some words a reading, is the word's."""
    spelt = {word: spell(word) for word in sorted(words)}
    keys = {word: (skeleton(word), skeleton(written)) for word, written in spelt.items()}
    apart = {word: pair for word, pair in keys.items() if pair[0] != pair[1]}
    some = list(spelt)[:: max(1, len(spelt) // READ_AT_MOST)]
    found = {word: readings_of(spelt[word]) for word in some}
    first = sum(readings[0] == word for word, readings in found.items())
    among = sum(word in readings for word, readings in found.items())
    return Meeting(len(spelt), apart, len(some), first / max(1, len(some)), among / max(1, len(some)))


def readings_of(spelt: str) -> tuple[str, ...]:
    """The readings of a word in any spelling: Cyrillic with its Kazakh letters put back."""
    found = to_cyrillic_readings(spelt)
    return found if found != (spelt,) else with_kazakh_letters(spelt)


def collisions(words: Iterable[str], key: Spell) -> list[list[str]]:
    """Groups of different words with one key, the largest first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        groups[key(word)].append(word)
    return sorted((group for group in groups.values() if len(group) > 1), key=len, reverse=True)


def words_a_second(words: Iterable[str], key: Spell) -> float:
    """Best of five runs over all words by processor time, nothing remembered between words."""
    listed, best = list(words), float("inf")
    for _ in range(5):
        start = time.process_time()
        for word in listed:
            key(word)
        best = min(best, time.process_time() - start)
    return len(listed) / best


def print_table(meetings: dict[str, Meeting], examples: int) -> None:
    """One line for each spelling."""
    print(f"{'spelling':<34}{'one key':>9}{'1st reading':>13}{'in 8 readings':>15}   apart")
    for name, meeting in meetings.items():
        figures = f"{meeting.met:>9.2%}{meeting.first:>13.1%}{meeting.among:>15.1%}"
        print(f"{name:<34}{figures}   {' '.join(list(meeting.apart)[:examples])}")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when fewer than 99 % of the words have one key in some spelling."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--examples", type=int, default=6, help="words shown in each line")
    options = parser.parse_args(arguments)
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        sys.stderr.write(f"There is no such file: {', '.join(missing)}\n")
        return 2
    words = {word.lower() for word in words_of(options.paths)}
    meetings = {name: measure(words, spell) for name, spell in SPELLINGS.items()}
    print_table(meetings, options.examples)
    groups = collisions(words, skeleton)
    mixed = sum(map(len, groups))
    share = f"{mixed} ({mixed / len(words):.1%}) share their key with another word"
    print(f"\n{len(words)} words; {share}, for example")
    for group in groups[: options.examples]:
        print(f"    {' '.join(group)}")
    for key in (skeleton, loose_key):
        print(f"{key.__name__}: {words_a_second(words, key):,.0f} words a second of processor time, uncached")
    return 0 if all(meeting.met >= 0.99 for meeting in meetings.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
