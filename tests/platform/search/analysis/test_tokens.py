from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.letters import APOSTROPHES
from shanyraq.platform.search.analysis.tokens import LONGEST_WORD, pieces, tokens, words, words_of_piece


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ұлттық музейінің қоры, 2024-жыл", ["ұлттық", "музейінің", "қоры", "2024", "жыл"]),
        ("Ulttyq Mýzeı", ["ulttyq", "mýzeı"]),
        ("ҚР-123/45", ["қр", "123", "45"]),
        ("84(5Қаз)6-5", ["84", "5қаз", "6", "5"]),
        ("О музее: «Алтын адам»", ["о", "музее", "алтын", "адам"]),
        ("İstanbul'da IŞIK ışık", ["istanbul'da", "işik", "ışık"]),
        ("哈萨克斯坦国家博物馆 2024年", ["哈萨克斯坦国家博物馆", "2024", "年"]),
        ("под_чёрк", ["под", "чёрк"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_of_text_are_lower_case_and_bare_of_signs(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("text", ["ХІХ", "XIX", "xix", "хіх", "XІX"])
def test_roman_numeral_is_one_whatever_its_letters(text):
    assert words(f"{text} ғасыр") == ["xix", "ғасыр"]


@pytest.mark.parametrize(
    ("text", "roman"), [("ХХІ", "xxi"), ("ХVІІІ", "xviii"), ("ІV", "iv"), ("ХІV", "xiv")]
)
def test_roman_numeral_with_cyrillic_letters_is_a_true_one(text, roman):
    assert words(text) == [roman]


@pytest.mark.parametrize("word", ["хан", "іні", "хи"])
def test_kazakh_word_with_letters_of_numerals_stays(word):
    assert words(word) == [word]


def test_arabic_vowel_signs_and_stretch_are_left_out():
    assert words("مُحَمَّد كـتـاب") == ["محمد", "كتاب"]


def test_decomposed_letters_are_one_with_composed_ones():
    assert words("му\u0438\u0306 Mu\u0301se\u0301e ё е\u0308") == ["муй", "músée", "ё", "ё"]


def test_stress_marks_are_left_out():
    assert words("Аба\u0301й Кунанба\u0301ев") == ["абай", "кунанбаев"]


@pytest.mark.parametrize("hamza", ["\u0674", "\u0621"])
def test_hamza_before_tote_word_belongs_to_it(hamza):
    [first, second] = tokens(f"{hamza}بىر كىتاپ")
    assert (first.word, first.start, first.end) == (f"{hamza}بىر", 0, 4)
    assert second.word == "كىتاپ"


@pytest.mark.parametrize("sign", list(APOSTROPHES))
def test_apostrophe_of_every_kind_is_one_inside_a_word(sign):
    assert words(f"Respy{sign}bli{sign}kasy men Almaty{sign}da") == ["respy'bli'kasy", "men", "almaty'da"]


@pytest.mark.parametrize("sign", list(APOSTROPHES))
@pytest.mark.parametrize("word", ["oqy", "tan", "jazy", "bolg", "s'as"])
def test_apostrophe_ends_a_word_of_2017(word, sign):
    [token] = tokens(f"{word}{sign}")
    assert token.word == f"{word}'"
    assert token.end == len(word) + 1
    assert words(f"kitap {word}{sign}, {word}{sign} kerek") == [
        "kitap",
        token.word,
        token.word,
        "kerek",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'oqy' dedi", ["oqy", "dedi"]),
        ("‘Qazaq tili’ kitaby", ["qazaq", "tili", "kitaby"]),
        ("''jazy'' dedi", ["jazy", "dedi"]),
        ("‛Abai joly’ jáne oqy’", ["abai", "joly", "jáne", "oqy'"]),
        ("the readers' club", ["the", "readers", "club"]),
        ("музей' қоры", ["музей", "қоры"]),
        ("`ls -a` oqy'", ["ls", "a", "oqy'"]),
    ],
)
def test_closing_quotation_mark_is_no_part_of_a_word(text, expected):
    assert words(text) == expected


def test_apostrophes_alone_are_no_word():
    assert words("ʼ ' ’’ ʻʻʻ") == []


@pytest.mark.parametrize("text", ["ـ", "\u064b", "\u0674", "ﹰ", "\u200d", "\u0301"])
def test_signs_that_are_not_heard_are_no_word(text):
    assert words(f"абай {text} құнанбаев") == ["абай", "құнанбаев"]


def test_ligature_that_stands_for_several_words_is_one():
    assert words("ﷺ") == ["صلىاللهعليهوسلم"]


def test_long_run_of_letters_is_cut_but_chinese_is_not():
    assert words("а" * 500) == ["а" * LONGEST_WORD]
    assert words("博" * 500) == ["博" * 500]


def test_pieces_of_chinese_overlap():
    assert pieces("博物馆") == ["博物", "物馆"]
    assert pieces("馆") == ["馆"]


@given(st.text(st.sampled_from("аaқ9中'’ʼ`ـٴ\u0301\u064bءб_-«» \u200d"), max_size=60) | st.text(max_size=60))
def test_tokens_stand_in_order_and_are_stable(text):
    found = list(tokens(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    for token in found:
        assert token.word
        assert not any(sign.isspace() for sign in token.word)
        assert 0 <= token.start < token.end <= len(text)


@pytest.mark.parametrize("sign", ["a", "a'", "'", "ـ", "a\u0301", "ٴ", "中", "ʼa", "\u064b"])
def test_hostile_text_is_read_at_once(sign):
    assert len(words(sign * 100_000)) <= 1


PIECES = st.text(
    alphabet=st.sampled_from("абқәүіхҮvxi.,;:«»()\"'’-–—…1é\u0301\u0130й国یҧ") | st.characters(), max_size=12
)


@given(PIECES)
def test_piece_is_read_like_a_text(text):
    for piece in text.lower().split():
        assert words_of_piece(piece) == words(piece)


@pytest.mark.parametrize(
    "piece", ["xіx", "хіх,", "(абай).", "«жолы»", "oqy'", "й", "и\u0306", "ұлт-азаттық", "…", "a" * 70]
)
def test_known_piece_is_read_like_a_text(piece):
    assert words_of_piece(piece) == words(piece)
