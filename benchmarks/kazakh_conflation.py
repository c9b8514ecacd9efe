"""How well the search key puts the forms of one Kazakh word together and keeps different words apart.

    python benchmarks/kazakh_conflation.py TREEBANK.conllu...

Over all pairs of distinct forms of content words: recall is the share of the pairs with one lemma that get
one key, precision the share of the pairs with one key that have one lemma, F1 their harmonic mean. A form
with several lemmas counts as the same word as each of them. Cutting words off is measured beside it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from shanyraq.kernel.kazakh.stem import search_key

Key = Callable[[str], str]
CONTENT = {"NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM"}
REQUIRED_F1 = 0.75
_ROUNDS = 3


@dataclass(frozen=True)
class Measure:
    """Shares of pairs of forms, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def lemmas_of(paths: Iterable[Path]) -> dict[str, set[str]]:
    """The lemmas of every distinct content word, in lower case."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit() and cells[3] in CONTENT and cells[1].isalpha():
                lemmas[cells[1].lower()].add(cells[2].lower())
    return dict(lemmas)


def measure(lemmas: dict[str, set[str]], key: Key) -> Measure:
    """Compare the pairs that share a key with the pairs that share a lemma."""
    wanted, got = defaultdict(set), defaultdict(set)
    for form, its_lemmas in lemmas.items():
        got[key(form)].add(form)
        for lemma in its_lemmas:
            wanted[lemma].add(form)
    right, found = _pairs(wanted.values()), _pairs(got.values())
    both = len(right & found)
    return Measure(both / len(found) if found else 1.0, both / len(right) if right else 1.0)


def _pairs(groups: Iterable[set[str]]) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def speed(words: Iterable[str], key: Key) -> float:
    """Words a second on one core, best of three rounds."""
    words = list(words)
    best = float("inf")
    for _round in range(_ROUNDS):
        started = time.perf_counter()
        for word in words:
            key(word)
        best = min(best, time.perf_counter() - started)
    return len(words) / best


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when the search key misses the required F1, 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="TREEBANK.conllu")
    paths = parser.parse_args(arguments).paths
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        sys.stderr.write(f"There is no such file: {', '.join(missing)}\n")
        return 2
    lemmas = lemmas_of(path for path in paths if path.suffix == ".conllu")
    if not lemmas:
        sys.stderr.write("There is no treebank (*.conllu) with lemmas among the files.\n")
        return 2
    keys: dict[str, Key] = {
        "search key": search_key,
        "four letters": lambda word: word[:4],
        "five letters": lambda word: word[:5],
    }
    print(f"{len(lemmas)} forms")
    for name, key in keys.items():
        result = measure(lemmas, key)
        print(f"{name:<13} precision {result.precision:.3f}  recall {result.recall:.3f}  F1 {result.f1:.3f}")
    print(f"{speed(lemmas, search_key.__wrapped__):,.0f} words a second, uncached")
    return 0 if measure(lemmas, search_key).f1 >= REQUIRED_F1 else 1


if __name__ == "__main__":
    sys.exit(main())
