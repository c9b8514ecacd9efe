import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.languages import DEFAULT, LANGUAGES, fallback_chain, negotiate, sort_key


def test_languages_stand_in_their_agreed_order():
    assert list(LANGUAGES) == ["kk", "ru", "en", "tr", "ar", "zh-hans", "fr", "es"]


def test_languages_only_arabic_runs_right_to_left():
    assert [code for code, each in LANGUAGES.items() if each.direction == "rtl"] == ["ar"]


def test_languages_alphabets_hold_no_letter_twice():
    for language in LANGUAGES.values():
        assert len(set(language.alphabet)) == len(language.alphabet)


def test_languages_kazakh_alphabet_has_42_letters():
    assert len(LANGUAGES["kk"].alphabet) == 42


@pytest.mark.parametrize("code", [*LANGUAGES, "xx"])
def test_fallback_chain_names_every_language_once(code):
    assert sorted(fallback_chain(code)) == sorted(LANGUAGES)


def test_fallback_chain_begins_with_the_nearest_languages():
    assert fallback_chain("kk")[:3] == ("kk", "ru", "en")
    assert fallback_chain("ru")[:3] == ("ru", "kk", "en")
    assert fallback_chain("fr")[:4] == ("fr", "en", "ru", "kk")
    assert fallback_chain("nonsense")[0] == DEFAULT


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("", "kk"),
        ("de", "kk"),
        ("de-AT, ja;q=0.9", "kk"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "ru"),
        ("en;q=0.3, tr;q=0.8", "tr"),
        ("de, fr-CH;q=0.9", "fr"),
        ("zh-TW", "zh-hans"),
        ("ZH-hans-CN", "zh-hans"),
        ("kk-Latn-KZ", "kk"),
        ("*", "kk"),
        ("*, kk;q=0", "ru"),
        ("en;q=0, *;q=0.1", "kk"),
        ("en-GB, en;q=0", "kk"),
        ("es;q=0.5;q=0.7, ar", "ar"),
        ("en;q=banana, es;q=0.1", "es"),
        ("en;q=9, es;q=0.1", "es"),
        ("\x00\uffff;;==,,, ar", "ar"),
        ("  AR ; q = 0.7 ", "ar"),
        ("x" * 100_000, "kk"),
        ("a-" * 50_000, "kk"),
        ("de," * 100_000 + "en", "kk"),
    ],
)
def test_negotiate_picks_the_best_language_of_the_house(header, chosen):
    assert negotiate(header) == chosen


@given(st.text())
def test_negotiate_answers_any_text_with_a_language(header):
    assert negotiate(header) in LANGUAGES


def _words(text):
    return text.split()


def _sorted(words, code):
    return sorted(words, key=lambda word: sort_key(word, code))


def test_sort_key_follows_the_kazakh_alphabet():
    words = _words("Ұстаз Үй Әже Ана Бала Вокзал Ғылым Гүл Уақыт Ірімшік Ыдыс Қала Кітап")
    alphabetical = _words("Ана Әже Бала Вокзал Гүл Ғылым Кітап Қала Уақыт Ұстаз Үй Ыдыс Ірімшік")
    assert _sorted(words, "kk") == alphabetical


def test_sort_key_follows_the_turkish_alphabet_and_its_two_i():
    assert _sorted(["İzmir", "Iğdır", "Çorum", "Cizre", "Şırnak", "Sivas"], "tr") == [
        "Cizre",
        "Çorum",
        "Iğdır",
        "İzmir",
        "Sivas",
        "Şırnak",
    ]


def test_sort_key_puts_spanish_enye_after_n_and_ignores_accents():
    assert _sorted(["ñandú", "nube", "oso", "árbol", "azul"], "es") == [
        "árbol",
        "azul",
        "nube",
        "ñandú",
        "oso",
    ]


def test_sort_key_ignores_french_accents_until_the_end():
    assert _sorted(["été", "étage", "œuvre", "opéra", "zèle"], "fr") == [
        "étage",
        "été",
        "œuvre",
        "opéra",
        "zèle",
    ]


def test_sort_key_unites_arabic_hamza_carriers_and_vowel_signs():
    assert _sorted(["بيت", "أمل", "اسم", "إبل", "تَمر"], "ar") == ["إبل", "اسم", "أمل", "بيت", "تَمر"]


def test_sort_key_follows_pinyin_for_common_chinese():
    assert _sorted(["中国", "北京", "阿拉木图", "上海"], "zh-hans") == ["阿拉木图", "北京", "上海", "中国"]


def test_sort_key_puts_signs_and_digits_before_letters():
    assert _sorted(["Алматы", "10 күн", "«Абай»", "2 күн"], "kk") == ["«Абай»", "10 күн", "2 күн", "Алматы"]


@given(st.text(), st.text(), st.sampled_from(list(LANGUAGES)))
def test_sort_key_orders_any_two_texts(one, other, code):
    assert (sort_key(one, code) == sort_key(other, code)) == (one == other)
