import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.scripts import Script, convert_text
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.search.analysis.tokens import is_han, words
from shanyraq.platform.search.analysis.words import asked, chinese_terms, terms


def meet(query, text, language, reader="kk"):
    """The strongest way in which a word of a query finds a word of a text."""
    [wanted], [stored] = words(query), words(text)
    wanted, stored = asked(wanted, reader), terms(stored, language)
    if stored.form in wanted.forms:
        return "form"
    if set(stored.keys) & set(wanted.keys):
        return "key"
    return "match" if set(stored.matches) & set(wanted.matches) else None


@pytest.mark.parametrize(
    "spelling",
    ["қазақстан", "Qazaqstan", "QAZAQSTAN", "قازاقستان", "Kazakhstan", "kazakstan", "Казахстан", "казакстан"],
)
def test_kazakhstan_is_found_in_every_spelling(spelling):
    assert meet(spelling, "Қазақстан", "kk") is not None


@pytest.mark.parametrize(
    ("spelling", "way"),
    [
        ("шаңырақ", "form"),
        ("shanyraq", "form"),  # habit
        ("şañyraq", "form"),  # 2021
        ("shańyraq", "form"),  # 2018
        ("s'an'yraq", "form"),  # 2017
        ("s’an’yraq", "form"),
        ("shanyrak", "match"),  # passports
        ("шанырак", "match"),  # a Russian keyboard
        ("شاڭىراق", "form"),  # töte
        ("шаңырағының", "key"),
        ("shanyraǵynyń", "key"),
        ("шаныракка", "match"),
        ("شاڭىراقتار", "key"),
    ],
)
def test_shanyraq_is_found_by_form_then_key_then_match(spelling, way):
    assert meet(spelling, "шаңырақ", "kk") == way


@pytest.mark.parametrize("spelling", ["ءتىل", "ٴتىل", "تىل", "тіл", "til"])
def test_tote_is_read_with_and_without_hamza(spelling):
    assert meet(spelling, "тіл", "kk") is not None
    assert meet("тілдер", spelling, "kk") is not None


@pytest.mark.parametrize("spelling", ["oqy'", "oqý", "oqw", "oqu", "оқу", "оку"])
def test_infinitive_of_2017_is_found_by_its_last_apostrophe(spelling):
    assert meet(spelling, "оқу", "kk") is not None


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("оқыды", "оқыған"),
        ("оқып", "оқимыз"),
        ("oqydy", "оқыған"),
        ("oqıdı", "оқыған"),
        ("жазды", "жазған"),
        ("келеді", "келген"),
        ("келді", "келмейді"),
    ],
)
def test_forms_of_kazakh_verbs_meet_by_key(query, text):
    assert meet(query, text, "kk") == "key"


@given(
    st.sampled_from(
        ["оқыды", "оқыған", "музейінің", "кітабы", "тарағы", "келмейді", "жазылды", "ауылдағы", "қалаларымыз"]
    )
)
def test_whatever_meets_by_key_meets_by_match(word):
    """Matches alone decide what is found, so they must be coarser than the keys."""
    stored = terms(word, "kk")
    for other in ("оқу", "музей", "кітап", "тарақ", "келу", "жазу", "ауыл", "қала"):
        for spelt in (other, convert_text(other, Script.LATIN), convert_text(other, Script.ARABIC)):
            wanted = asked(words(spelt)[0], "kk")
            if set(stored.keys) & set(wanted.keys):
                assert set(stored.matches) & set(wanted.matches), (word, spelt)


@pytest.mark.parametrize(
    ("query", "text", "way"),
    [
        ("музей", "музеями", "key"),
        ("музея", "музее", "key"),
        ("музей", "музеев", "key"),
        ("герой", "героями", "key"),
        ("галерея", "галерей", "key"),
        ("юбилея", "юбилей", "key"),
        ("ёлка", "елки", "key"),
        ("картины", "картин", "key"),
        ("Абай", "Аба\u0301й", "form"),
    ],
)
def test_russian_forms_meet(query, text, way):
    assert meet(query, text, "ru", "ru") == way
    assert meet(query, text, "ru", "kk") == way


@pytest.mark.parametrize(
    ("query", "text", "language", "way"),
    [
        ("museums", "museum", "en", "key"),
        ("museum", "museum's", "en", "key"),
        ("museum", "museum’s", "en", "key"),
        ("painted", "painting", "en", "key"),
        ("musees", "musées", "fr", "key"),
        ("musée", "musées", "fr", "key"),
        ("musee", "musées", "fr", "match"),
        ("art", "l’art", "fr", "key"),
        ("art", "l'art", "fr", "key"),
        ("bibliotheque", "bibliothèques", "fr", "key"),
        ("canciones", "canción", "es", "key"),
        ("cancion", "canción", "es", "key"),
        ("espanol", "español", "es", "match"),
        ("müzeler", "müzesi", "tr", "match"),
        ("muze", "müze", "tr", "match"),
        ("ışık", "IŞIK", "tr", "match"),
        ("isik", "ışık", "tr", "match"),
        ("Türkiye", "Türkiye'nin", "tr", "key"),
        ("كتاب", "الكتاب", "ar", "key"),
        ("كِتَابٌ", "كتاب", "ar", "form"),
        ("اسلام", "إسلام", "ar", "key"),
        ("مدرسه", "مدرسة", "ar", "key"),
        ("علي", "على", "ar", "match"),
    ],
)
def test_words_of_other_languages_meet(query, text, language, way):
    assert meet(query, text, language, language) == way
    assert meet(query, text, language, "kk") is not None


def test_russian_stem_is_no_kazakh_word():
    """«муз», the stem of «музей», is not «мұз», ice."""
    assert meet("мұз", "музей", "ru") is None
    assert meet("музей", "мұз", "kk") is None


@pytest.mark.parametrize("number", ["2024", "1", "084", "1991ж"])
def test_number_is_found_as_it_is(number):
    assert meet(number, number, "kk") == "form"
    assert meet(number, f"{number}0", "kk") is None


def test_chinese_is_found_by_signs_and_pairs():
    stored = [term for each in chinese_terms("哈萨克斯坦") for term in each.matches]
    assert set(asked("哈萨克", "zh-hans").matches) <= set(stored)
    assert set(asked("坦", "zh-hans").matches) <= set(stored)
    assert not set(asked("克哈", "zh-hans").matches) <= set(stored)


@given(st.text(min_size=1, max_size=80), st.sampled_from([*LANGUAGES, "de", ""]))
def test_no_text_is_refused_and_every_term_is_whole(text, language):
    for word in words(text):
        wanted = asked(word, language)
        stored = chinese_terms(word) if is_han(word) else [terms(word, language)]
        found = [term for each in (wanted, *stored) for kind in each[1:] for term in kind]
        assert found
        assert all(term and not any(sign in " \t\n" for sign in term) for term in found)


@given(
    st.sampled_from(
        ["абай", "құнанбайұлы", "museum", "музеями", "müzesi", "canción", "ışık", "كتاب", "اسلام"]
    )
)
def test_a_word_finds_itself_in_each_language(word):
    for language in LANGUAGES:
        for reader in LANGUAGES:
            assert meet(word, word, language, reader) == "form"
