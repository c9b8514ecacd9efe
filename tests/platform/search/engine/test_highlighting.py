import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.scripts import Script, convert_text
from shanyraq.platform.search.analysis.tokens import words
from shanyraq.platform.search.analysis.words import asked
from shanyraq.platform.search.engine.highlighting import LENGTH, LookedFor, marked, passage


def looked_for(query, language="kk"):
    return LookedFor.of(asked(word, language) for word in words(query))


def marks(pieces):
    return [piece.text for piece in pieces if piece.is_marked]


def joined(pieces):
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("query", "text", "language", "expected"),
    [
        ("музей", "Ұлттық музейінің қоры: музейлер", "kk", ["музейінің", "музейлер"]),
        ("muzeı", "Ұлттық музейінің қоры", "kk", ["музейінің"]),
        ("қазақ", "Казак, қазақтар, қаз", "kk", ["Казак", "қазақтар"]),
        ("казак", "Қазақтың елі", "kk", ["Қазақтың"]),
        ("оқыды", "Ол оқыған екен", "kk", ["оқыған"]),
        ("музей", "О музеях и музее", "ru", ["музеях", "музее"]),
        ("museum", "Museums and the museum's halls", "en", ["Museums", "museum's"]),
        ("musee", "Le musée, les musées", "fr", ["musée", "musées"]),
        ("كتاب", "هذا الكتاب", "ar", ["الكتاب"]),
        ("博物馆", "哈萨克斯坦国家博物馆成立", "zh-hans", ["博物馆"]),
        ("馆", "博物馆", "zh-hans", ["馆"]),
        ("xix", "ХІХ ғасыр", "kk", ["ХІХ"]),
        ("2024", "2024-жыл, 20245", "kk", ["2024"]),
        ("абай", "Аба\u0301й Кунанбаев", "ru", ["Аба\u0301й"]),
        ("oqy'", "Kitap oqy' kerek", "kk", ["oqy'"]),
        ("театр", "музей", "kk", []),
    ],
)
def test_the_words_asked_for_are_marked(query, text, language, expected):
    pieces = marked(text, language, looked_for(query, language))
    assert marks(pieces) == expected
    assert joined(pieces) == text


@pytest.mark.parametrize(
    "word",
    [
        "charities",
        "cities",
        "ghosts",
        "khans",
        "museum",
        "schools",
        "she",
        "shepherds",
        "xylophones",
        "yes",
        "zhuz",
    ],
)
def test_english_word_is_marked_however_it_begins(word):
    """Most words are passed over by how they begin; none that is looked for may be."""
    text = f"One {word}, two {word.capitalize()} and others"
    assert marks(marked(text, "en", looked_for(word, "en"))) == [word, word.capitalize()]


@pytest.mark.parametrize(("query", "text"), [("шымкент", "Shymkent"), ("жүз", "zhuz"), ("қазақ", "qazaq")])
def test_word_in_latin_letters_is_marked_for_a_query_in_cyrillic(query, text):
    assert marks(marked(f"In {text} today", "en", looked_for(query))) == [text]


@pytest.mark.parametrize("script", list(Script))
def test_query_in_each_script_marks_text_in_each(script):
    for other in Script:
        text = convert_text("Ұлттық музей", other)
        assert marks(marked(text, "kk", looked_for(convert_text("музей", script)))) == [text.split()[-1]]


def test_passage_has_most_of_the_words_and_is_cut_at_words():
    text = "абай " + "сөз " * 200 + "мұнда абай мен шоқан кездесті " + "тағы " * 300
    pieces = passage(text, "kk", looked_for("абай шоқан"))
    assert marks(pieces) == ["абай", "шоқан"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    body = joined(pieces)[2:-2]
    assert len(body) <= LENGTH
    assert set(body.split()) <= {"сөз", "мұнда", "абай", "мен", "шоқан", "кездесті", "тағы"}
    assert body in text


def test_passage_of_a_short_text_is_whole():
    assert joined(passage("Абай жолы", "kk", looked_for("абай"))) == "Абай жолы"
    assert passage("Абай жолы", "kk", looked_for("шоқан")) == []
    assert passage("", "kk", looked_for("абай")) == []


@given(
    st.text(st.sampled_from("аб йи\u0306\u0301é中😀\u200dٴبـ' "), max_size=900),
    st.sampled_from(["а", "б", "中", "ب"]),
)
def test_no_sign_is_torn_from_its_marks(text, query):
    looked = looked_for(query)
    assert joined(marked(text, "kk", looked)) == text
    pieces = passage(text, "kk", looked)
    body = joined(pieces).removeprefix("… ").removesuffix(" …")
    ends = [place + len(body) for place in range(len(text)) if text.startswith(body, place)]
    assert not body or any(not unicodedata.combining(text[end : end + 1] or " ") for end in ends)


@pytest.mark.parametrize(
    "unit", ["а", "абай", "абай ", "\u0301", "а\u0301", "ٴ", "中", "абай\u0301", "'", "абай'"]
)
def test_hostile_text_is_cut_at_once(unit):
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    pieces = passage(text, "kk", looked_for("абай 中 а"))
    marked(text[:20_000], "kk", looked_for("абай"))
    assert time.process_time() - begun < 3
    assert len(joined(pieces)) <= LENGTH + 60
