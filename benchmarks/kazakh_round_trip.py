"""How exactly Kazakh words come back from Latin and from töte jazu.

    python benchmarks/kazakh_round_trip.py PATH...

Each PATH is a file (*.jsonl: its texts; *.conllu: its forms; anything else: plain text) or a folder of these.
Prints the share of distinct words that survive Cyrillic → script → Cyrillic, and what does not, by cause.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shanyraq.kernel.kazakh.alphabets import CYRILLIC_LETTERS
from shanyraq.kernel.kazakh.scripts import Script, convert_text, to_cyrillic

_WORD = re.compile(f"[{CYRILLIC_LETTERS}]+")


@dataclass(frozen=True)
class Measure:
    """The outcome for one script: number of distinct words, and those that came back wrong with what came."""

    words: int
    wrong: dict[str, str]

    @property
    def exact(self) -> float:
        """Share of distinct words that came back exactly, 0 to 1."""
        return 1 - len(self.wrong) / self.words if self.words else 1.0

    def causes(self) -> dict[str, list[str]]:
        """The wrong words by the letters that were lost, written «before>after», the commonest first."""
        causes: dict[str, list[str]] = defaultdict(list)
        for word, returned in sorted(self.wrong.items()):
            before, after = word.lower(), returned.lower()
            codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
            for kind, a, b, c, d in codes:
                if kind != "equal":
                    causes[f"{before[a:b]}>{after[c:d]}"].append(word)
        return dict(sorted(causes.items(), key=lambda item: -len(item[1])))


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a file or of all files in a folder."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.suffix in {".jsonl", ".conllu", ".txt"}:
                yield from texts_of(inner)
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from _texts_of_line(line, path.suffix)


def _texts_of_line(line: str, suffix: str) -> Iterable[str]:
    if suffix == ".jsonl":
        return [text for text in json.loads(line).values() if isinstance(text, str)]
    if suffix == ".conllu":
        return [line.split("\t")[1]] if line[:1].isdigit() else []
    return [line]


def words_of(paths: Iterable[Path]) -> set[str]:
    """The distinct words (as written, capitals apart) of all texts."""
    return {word for path in paths for text in texts_of(path) for word in _WORD.findall(text)}


def measure(words: set[str], script: Script) -> Measure:
    """Send every word through ``script`` and back. Arabic has no capitals, so case is laid aside there."""
    kept = {word.lower() for word in words} if script is Script.ARABIC else words
    returned = {word: to_cyrillic(convert_text(word, script), script=script) for word in kept}
    return Measure(len(kept), {word: back for word, back in returned.items() if back != word})


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 when fewer than 99 % of the words survive Latin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--examples", type=int, default=8, help="words shown for each cause")
    options = parser.parse_args(arguments)
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        sys.stderr.write(f"There is no such file: {', '.join(missing)}\n")
        return 2
    words = words_of(options.paths)
    results = {script: measure(words, script) for script in (Script.LATIN, Script.ARABIC)}
    for script, result in results.items():
        print(f"{script.bcp47}: {result.exact:.2%} of {result.words} words exact, {len(result.wrong)} not")
        for cause, wrong in list(result.causes().items())[:20]:
            print(f"    {cause:<8} {len(wrong):>5}  {' '.join(wrong[: options.examples])}")
    return 0 if results[Script.LATIN].exact >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
