from pathlib import Path

import pytest

from shanyraq.kernel.kazakh import latin


def test_pieces_cover_the_whole_word():
    assert [piece for piece, _letter in latin.pieces_of("tsirk")] == ["ts", "i", "r", "k"]


@pytest.mark.parametrize(
    ("word", "cyrillic"),
    [
        ("iağni", "яғни"),
        ("siiaqty", "сияқты"),
        ("material", "материал"),
        ("radius", "радиус"),
        ("azaiu", "азаю"),
        ("aitsa", "айтса"),
        ("reaktsiia", "реакция"),
        ("matritsa", "матрица"),
        ("hatşy", "хатшы"),
        ("aşşy", "ащы"),
        ("üiı", "үйі"),
        ("iod", "йод"),
        ("ion", "ион"),
    ],
)
def test_letters_are_read_from_their_neighbours(word, cyrillic):
    assert latin.to_cyrillic(word) == cyrillic


def test_words_with_strange_letters_stay():
    assert latin.to_cyrillic("wagtail") == "wagtail"


def test_loan_stems_are_kazakh_cyrillic_and_named_once():
    folder = Path(latin.__file__).parent
    lines = (folder / "loans.txt").read_text(encoding="utf-8").splitlines()
    stems = [stem for line in lines for stem in line.partition("#")[0].split()]
    assert len(stems) == len(set(stems))
    assert all(set(stem.strip("-.")) <= set(latin.LATIN) for stem in stems)
