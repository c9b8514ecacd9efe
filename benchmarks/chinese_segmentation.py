"""How Chinese is best cut into terms: overlapping pairs of characters, or words from a segmenter.

    python -m benchmarks chinese_segmentation

The texts are the Chinese pages of the demonstration, a paragraph a document. The questions are words that
readers would type: what a segmenter calls a word of two to four characters in any title. A paragraph is right
when the word stands in it, letter for letter. Prints how much of what is right is found (recall) and how much
of what is found is right (precision). The segmenter (rjieba) is no part of the platform: where it is not
installed, this says so and measures nothing.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from shanyraq.platform.search.analysis.tokens import HAN, pieces

CONTENT = Path(__file__).resolve().parents[1] / "src/shanyraq/surfaces/portal/demo/content"
LANGUAGE = "zh-hans"
_RUN = re.compile(f"[{HAN}]+")


def chinese_texts(value: Any) -> Iterator[str]:
    """Every Chinese text in a file of the demonstration."""
    if isinstance(value, dict):
        own = value.get(LANGUAGE)
        if isinstance(own, str):
            yield own
        for inner in value.values():
            yield from chinese_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from chinese_texts(inner)
    elif isinstance(value, str) and len(_RUN.findall(value)) > 1:
        yield value


def paragraphs() -> list[str]:
    """The documents: distinct paragraphs with Chinese in them."""
    found: dict[str, None] = {}
    for path in sorted(CONTENT.rglob("*.toml")):
        for text in chinese_texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            found.update(dict.fromkeys(line for line in text.splitlines() if _RUN.search(line)))
    return list(found)


def by_pairs(text: str) -> set[str]:
    """The pairs of a text, as the index has them."""
    return {pair for run in _RUN.findall(text) for pair in pieces(run)}


def measured(
    documents: list[str], questions: list[str], terms: Callable[[str], set[str]]
) -> tuple[float, float]:
    """Recall and precision, over all pairs of question and document, when every term must be there."""
    indexed = [terms(document) for document in documents]
    right = found = both = 0
    for question in questions:
        asked = terms(question)
        for document, own in zip(documents, indexed, strict=True):
            is_right, is_found = question in document, asked <= own
            right, found, both = right + is_right, found + is_found, both + (is_right and is_found)
    return both / max(right, 1), both / max(found, 1)


def main() -> int:
    """Measure and print."""
    try:
        import rjieba  # type: ignore[import-not-found] # noqa: PLC0415 - compared with, and not installed by us
    except ImportError:
        print("skipped: the segmenter to compare with is not installed (pip install rjieba)")
        return 0
    documents = paragraphs()
    questions = sorted(
        {
            word
            for text in documents
            for run in _RUN.findall(text[:40])
            for word in rjieba.cut(run)
            if 2 <= len(word) <= 4
        }
    )
    print(f"{len(documents)} paragraphs, {len(questions)} words asked")
    ways: dict[str, Callable[[str], set[str]]] = {
        "pairs of characters": by_pairs,
        "words of a segmenter": lambda text: {w for run in _RUN.findall(text) for w in rjieba.cut(run)},
        "all words of a segmenter": lambda text: {
            w for run in _RUN.findall(text) for w in rjieba.cut_for_search(run)
        },
    }
    for name, terms in ways.items():
        recall, precision = measured(documents, questions, terms)
        print(f"{name:<26} recall {recall:.3f}  precision {precision:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
