"""Synonyms, pins and stop words as they are in force; a change takes effect within two seconds."""

from __future__ import annotations

import threading
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic

from shanyraq.platform.search import analysis
from shanyraq.platform.search.analysis.tokens import words
from shanyraq.platform.search.models import Pin, StopWords, SynonymGroup

HELD_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class StaffChoices:
    """``synonyms``: for a word its equals; ``pins``: addresses by (language or empty, words)."""

    synonyms: Mapping[str, tuple[str, ...]]
    stop_words: Mapping[str, frozenset[str]]
    pins: Mapping[tuple[str, str], tuple[str, ...]]

    def pinned(self, asked: str, language: str) -> tuple[str, ...]:
        """The addresses pinned for these words, those for the reader's language first."""
        key = pin_key(asked)
        return tuple(dict.fromkeys((*self.pins.get((language, key), ()), *self.pins.get(("", key), ()))))


def pin_key(asked: str) -> str:
    """Two searches with the same words are the same."""
    return " ".join(words(asked))


_lock = threading.Lock()
_held: tuple[float, StaffChoices] | None = None


def staff_choices() -> StaffChoices:
    """What is in force, read at most every ``HELD_SECONDS``. Three queries, seldom."""
    global _held  # noqa: PLW0603 - one for the process
    held = _held
    if held is None or monotonic() - held[0] > HELD_SECONDS:
        with _lock:
            if _held is None or monotonic() - _held[0] > HELD_SECONDS:
                _held = (monotonic(), _read())
            held = _held
    return held[1]


def forget() -> None:
    """Read anew at the next question."""
    global _held  # noqa: PLW0603 - one for the process
    _held = None


@cache
def built_in_stop_words() -> Mapping[str, frozenset[str]]:
    """The lists that hold as long as staff have not written their own."""
    path = Path(analysis.__file__).with_name("stop_words.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {language: frozenset(listed.split()) for language, listed in table.items()}


def _read() -> StaffChoices:
    synonyms: dict[str, tuple[str, ...]] = {}
    for group in SynonymGroup.objects.all():
        equals = list(dict.fromkeys(pin_key(line) for line in group.lines))
        for word in equals:
            others = (other for other in equals if other != word)
            synonyms[word] = tuple(dict.fromkeys((*synonyms.get(word, ()), *others)))
    written = {each.language: frozenset(words(each.words)) for each in StopWords.objects.all()}
    return StaffChoices(synonyms, {**built_in_stop_words(), **written}, _pins())


def _pins() -> dict[tuple[str, str], tuple[str, ...]]:
    pins: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for pin in Pin.objects.all():
        addresses = tuple(line.strip() for line in pin.addresses.splitlines() if line.strip())
        for line in pin.words.splitlines():
            if key := pin_key(line):
                pins[pin.language, key] += addresses
    return dict(pins)
