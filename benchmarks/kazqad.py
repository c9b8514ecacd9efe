"""How well passages are found that answer questions in Kazakh: nDCG@10 through the real index.

    python benchmarks/kazqad.py PASSAGES.jsonl QUESTIONS.jsonl

PASSAGES has a line {"id", "title", "text"} a passage, QUESTIONS {"question", "relevant": [ids]}. The index is
built in a temporary folder, by the analysis and the ranking that readers get, and nothing of it is kept.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

BEST = 10


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def ndcg(found: list[str], relevant: set[str]) -> float:
    """Normalised discounted cumulative gain of the first ten with binary relevance, 0 to 1."""
    gain = sum(1 / math.log2(place + 2) for place, each in enumerate(found[:BEST]) if each in relevant)
    best = sum(1 / math.log2(place + 2) for place in range(min(len(relevant), BEST)))
    return gain / best if best else 0.0


def prepare_django() -> None:
    import django  # noqa: PLC0415 - settings need their environment first

    for name, value in {
        "DJANGO_SETTINGS_MODULE": "shanyraq.config.settings",
        "SHANYRAQ_MODE": "test",
        "SHANYRAQ_SECRET_KEY": "benchmark",
        "SHANYRAQ_IDENTITY_KEY": "benchmark",
        "SHANYRAQ_LOG_KEY": "benchmark",
        "DATABASE_URL": "postgresql:///never-asked",
    }.items():
        os.environ.setdefault(name, value)
    django.setup()


def searcher_of(passages: Path, folder: Path) -> Callable[[str], list[str]]:
    """Build an index of *passages* in *folder*; gives a function from a question to ids, best first."""
    from shanyraq.platform.search.analysis.fields import whole  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.asking.parsing import cleaned, parse  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.asking.wishes import Wish  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.documents import Document, Text  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.engine.asking_words import question  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.engine.opening import open_index  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.engine.searching import find  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.engine.writing import Writer  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.queries.results import stored  # noqa: PLC0415 - after the settings
    from shanyraq.platform.search.queries.staff_choices import built_in_stop_words  # noqa: PLC0415 - after the settings

    with Writer(folder) as writer:
        writer.add_new(
            Document(
                source="passage",
                key=each["id"],
                kind="passage",
                language="kk",
                title=each["title"],
                address="/",
                texts=(Text(each["text"], "kk"),),
            )
            for each in lines_of(passages)
        )
        writer.commit({})
    searcher = open_index(folder).searcher()

    def search(asked: str) -> list[str]:
        text = cleaned(asked)
        understood = question(parse(text), "kk", stop_words=built_in_stop_words()["kk"])
        found = find(searcher, understood, Wish(language="kk", limit=BEST), title=whole(text))
        shown = stored(searcher, [address for _, address in found.hits])
        return [each["number"].partition(":")[2] for each in shown]

    return search


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 below 0.80."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("passages", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="show so many questions that found least")
    options = parser.parse_args(arguments)
    prepare_django()
    with tempfile.TemporaryDirectory() as folder:
        search = searcher_of(options.passages, Path(folder))
        begun = time.perf_counter()
        scored = [
            (ndcg(search(each["question"]), set(each["relevant"])), each["question"])
            for each in lines_of(options.questions)
        ]
        seconds = time.perf_counter() - begun
    figure = sum(score for score, _ in scored) / len(scored)
    for score, asked in sorted(scored)[: options.worst]:
        print(f"{score:.2f} {asked}")
    print(
        f"nDCG@10 {figure:.4f} over {len(scored)} questions, {seconds / len(scored) * 1000:.1f} ms a question"
    )
    print("for comparison, BM25 on the same passages: plain words .648, light stripper .764, 4-grams .783")
    return 0 if figure >= 0.80 else 1


if __name__ == "__main__":
    sys.exit(main())
