import pytest

from shanyraq.platform.search.analysis.stems import fold, stem

PARADIGMS = {
    "ru": [
        "музей музея музею музеем музее музеи музеев музеям музеями музеях",
        "герой героя герою героем герое герои героев героям героями героях",
        "галерея галереи галерее галерею галереей галерей галереям галереями галереях",
        "юбилей юбилея юбилею юбилеем юбилеи юбилеев юбилеями",
        "книга книги книге книгу книгой книг книгам книгами книгах",
    ],
    "en": ["exhibit exhibits exhibited exhibiting", "museum museums museum's"],
    "fr": ["musée musées", "exposition expositions l'exposition"],
    "es": ["canción canciones", "museo museos"],
    "ar": ["كتاب الكتاب", "متحف المتحف"],
}


@pytest.mark.parametrize(
    ("language", "forms"), [(code, each) for code in PARADIGMS for each in PARADIGMS[code]]
)
def test_forms_of_a_word_have_one_stem(language, forms):
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize("language", ["kk", "zh-hans", "de", ""])
def test_language_without_algorithm_leaves_the_word(language):
    assert stem("музейлер", language) == "музейлер"


@pytest.mark.parametrize("word", ["ей", "ой", "а", "то", "эго"])
def test_short_russian_word_keeps_a_stem(word):
    assert stem(word, "ru")


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("musée", "musee"),
        ("ığdır", "igdir"),
        ("español", "espanol"),
        ("cœur", "coeur"),
        ("straße", "strasse"),
        ("ёлка", "елка"),
        ("إسلام", "اسلام"),
        ("آثار", "اثار"),
        ("مدرسة", "مدرسه"),
        ("على", "علي"),
        ("museum", "museum"),
    ],
)
def test_fold_leaves_letters_without_marks(word, folded):
    assert fold(word) == folded
    assert fold(folded) == folded
