"""The promise of the round trip, measured on the shared texts by the benchmark itself."""

import importlib.util
import sys
from pathlib import Path

import pytest

from shanyraq.kernel.kazakh.scripts import Script

ROOT = Path(__file__).resolve().parents[3]
BENCHMARK = ROOT / "benchmarks/kazakh_round_trip.py"


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location(
        "kazakh_round_trip", ROOT / "benchmarks/kazakh_round_trip.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def words(benchmark):
    folder = ROOT.parent / "shared/data/kazakh"
    if not folder.is_dir():
        pytest.skip("the Kazakh texts shared/data/kazakh are not beside the repository")
    return benchmark.words_of([folder])


def test_round_trip_through_latin_is_exact_for_99_of_100_words(benchmark, words):
    assert benchmark.measure(words, Script.LATIN).exact >= 0.99


def test_round_trip_through_arabic_keeps_nine_words_of_ten(benchmark, words):
    assert benchmark.measure(words, Script.ARABIC).exact >= 0.90


def test_benchmark_reads_texts_of_every_kind(benchmark, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "бір үй"}\n', encoding="utf-8")
    (tmp_path / "b.conllu").write_text("# text = жоқ\n1\tқала\tқала\n\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("өзен, house\n", encoding="utf-8")
    assert benchmark.words_of([tmp_path]) == {"бір", "үй", "қала", "өзен"}


def test_benchmark_names_the_cause_of_a_loss(benchmark):
    assert benchmark.Measure(2, {"съезі": "сезі"}).causes() == {"ъ>": ["съезі"]}


def test_benchmark_tells_of_a_missing_file(benchmark, capsys, tmp_path):
    assert benchmark.main([str(tmp_path / "none.txt")]) == 2
    assert "no such file" in capsys.readouterr().err
