"""The promise of the folding, measured on the shared texts by the benchmark itself."""

import pytest

from benchmarks import kazakh_folding
from benchmarks.__main__ import MEASURING_DATA
from benchmarks.kazakh_round_trip import words_of
from shanyraq.kernel.kazakh.folding import skeleton


@pytest.fixture(scope="module")
def words():
    if not MEASURING_DATA.is_dir():
        pytest.skip("the Kazakh texts shared/data/kazakh are not beside the repository")
    return {word.lower() for word in words_of([MEASURING_DATA])}


@pytest.mark.parametrize("spelling", kazakh_folding.SPELLINGS)
def test_999_words_of_1000_have_one_key_in_every_spelling(words, spelling):
    spell = kazakh_folding.SPELLINGS[spelling]
    apart = sum(skeleton(spell(word)) != skeleton(word) for word in words)
    assert apart / len(words) < 0.002


def test_fewer_than_one_word_of_twenty_shares_its_key(words):
    mixed = sum(map(len, kazakh_folding.collisions(words, skeleton)))
    assert mixed / len(words) < 0.05


def test_measure_names_the_words_whose_keys_differ():
    meeting = kazakh_folding.measure(["қала", "өнер"], {"қала": "qala", "өнер": "öner!"}.__getitem__)
    assert meeting.apart == {"өнер": ("онер", "онер!")}
    assert meeting.met == 0.5
    assert (meeting.read, meeting.first) == (2, 0.5)


def test_collisions_are_groups_of_words_with_one_key():
    assert kazakh_folding.collisions(["қол", "көл", "су"], skeleton) == [["көл", "қол"]]


def test_main_prints_a_line_for_each_spelling(capsys, tmp_path):
    (tmp_path / "words.txt").write_text("қазақ әдебиеті\n", encoding="utf-8")
    assert kazakh_folding.main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert all(spelling in printed for spelling in kazakh_folding.SPELLINGS)
    assert "2 words; 0 (0.0%) share their key" in printed


def test_main_tells_of_a_missing_file(capsys, tmp_path):
    assert kazakh_folding.main([str(tmp_path / "none.txt")]) == 2
    assert "no such file" in capsys.readouterr().err
