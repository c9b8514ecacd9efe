"""The quality of the search key, measured on the shared treebank by the benchmark itself."""

import importlib.util
import sys
from pathlib import Path

import pytest

from shanyraq.kernel.kazakh.stem import search_key

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location(
        "kazakh_conflation", ROOT / "benchmarks/kazakh_conflation.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def lemmas(benchmark):
    treebank = ROOT.parent / "shared/data/kazakh/ktb-open.conllu"
    if not treebank.is_file():
        pytest.skip("the Kazakh treebank shared/data/kazakh is not beside the repository")
    return benchmark.lemmas_of([treebank])


def test_search_key_conflates_forms_as_required(benchmark, lemmas):
    assert benchmark.measure(lemmas, search_key).f1 >= 0.75


def test_search_key_merges_hardly_any_different_words(benchmark, lemmas):
    assert benchmark.measure(lemmas, search_key).precision >= 0.88


def test_search_key_is_better_than_cutting_words_off(benchmark, lemmas):
    cut = benchmark.measure(lemmas, lambda word: word[:4])
    assert benchmark.measure(lemmas, search_key).f1 > cut.f1 + 0.3


def test_benchmark_counts_pairs_of_forms(benchmark):
    lemmas = {"бала": {"бала"}, "балалар": {"бала"}, "балаға": {"бала"}, "балық": {"балық"}}
    half = {"бала": "x", "балалар": "x", "балаға": "y", "балық": "x"}
    assert benchmark.measure(lemmas, half.get) == benchmark.Measure(precision=1 / 3, recall=1 / 3)
    assert benchmark.measure(lemmas, lambda word: word[:0]).f1 == pytest.approx(2 * 0.5 / 1.5)


def test_benchmark_reads_content_words_only(benchmark, tmp_path):
    rows = ["1\tҮйлер\tүй\tNOUN", "2\tмен\tмен\tCCONJ", "3-4\tүйде\t_\t_", "5\t1990-ші\t1990\tNUM"]
    treebank = tmp_path / "a.conllu"
    treebank.write_text("".join(f"{row}\t_\t_\t_\t_\t_\t_\n" for row in rows), encoding="utf-8")
    assert benchmark.lemmas_of([treebank]) == {"үйлер": {"үй"}}


def test_benchmark_tells_of_missing_files(benchmark, capsys, tmp_path):
    assert benchmark.main([str(tmp_path / "none.conllu")]) == 2
    assert "no such file" in capsys.readouterr().err
    (tmp_path / "a.txt").write_text("үй", encoding="utf-8")
    assert benchmark.main([str(tmp_path / "a.txt")]) == 2
    assert "no treebank" in capsys.readouterr().err
