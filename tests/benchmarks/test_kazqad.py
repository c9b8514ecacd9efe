"""Retrieval in Kazakh through the real index, measured as the benchmark does."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.kazqad import ndcg

REPOSITORY = Path(__file__).resolve().parents[2]


def test_questions_find_their_passages(shared_data):
    folder = shared_data / "data" / "kazakh"
    files = [folder / "kazqad-passages.jsonl", folder / "kazqad-questions-open.jsonl"]
    if not all(map(Path.is_file, files)):
        pytest.skip("the passages and questions are not in shared/data/kazakh")
    measured = subprocess.run(
        [sys.executable, "benchmarks/kazqad.py", *map(str, files)],
        cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip  # a table, read row by row
    assert measured.returncode == 0, measured.stdout + measured.stderr
    assert float(measured.stdout.split()[1]) >= 0.80


@pytest.mark.parametrize(
    ("found", "relevant", "expected"),
    [
        (["a", "b"], {"a"}, 1.0),
        (["b", "a"], {"a"}, 0.6309),
        (["a", "b"], {"a", "b"}, 1.0),
        (["x"] * 10 + ["a"], {"a"}, 0.0),
        ([], {"a"}, 0.0),
    ],
)
def test_gain_counts_less_further_down(found, relevant, expected):
    assert ndcg(found, relevant) == pytest.approx(expected, abs=1e-4)
