import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.scripts import Script, convert_text, to_arabic, to_cyrillic, to_latin

KAZAKH = st.text(alphabet="аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяАӘҒҚҰІЦЩЮЯ 0123456789.,;?!-«»\n")


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Қазақстан Республикасы", "Qazaqstan Respublikasy"),
        ("Біріккен Ұлттар Ұйымы", "Bırıkken Ūlttar Ūiymy"),
        ("ғылым, әдебиет және өнер", "ğylym, ädebiet jäne öner"),
        ("ащы, цирк, чек, объект, эстрада", "aşşy, tsirk, tşek, obekt, estrada"),
        ("қоян аю ёлка", "qoian aiu iolka"),
        ("Ия. ИЯ. Я! ЯҒНИ Яғни", "İia. İİA. İa! İAĞNİ İağni"),
        ("Цех ЦЕХ", "Tseh TSEH"),
        ("ІС Іс іс Ине ҰЙЫМ", "IS Is ıs İne ŪİYM"),
        ("ХХІ ғасыр, ХVІІІ ғасыр, Х", "XXI ğasyr, XVIII ğasyr, H"),
        ("шаһар мен хабар", "şahar men habar"),
        (
            "Жазыңыз: info@мәдениет.kz, https://қаз.kz/үй?а=б",
            "Jazyñyz: info@мәдениет.kz, https://қаз.kz/үй?а=б",
        ),
        ("Hello, world?", "Hello, world?"),
        ("", ""),
    ],
)
def test_to_latin_follows_the_alphabet_of_2021(cyrillic, latin):
    assert to_latin(cyrillic) == latin


def test_to_latin_reads_decomposed_letters_and_drops_stress_marks():
    assert to_latin("Бои\u0306 о\u0301мир") == "Boi omir"


@pytest.mark.parametrize(
    ("cyrillic", "arabic"),
    [
        ("қазақ тілі", "قازاق ٴتىلى"),
        ("Бірінші кітап", "ٴبىرىنشى كىتاپ"),
        ("өнер мен үй", "ونەر مەن ٴۇي"),
        ("ән, күй; жыр?", "ٴان، كۇي؛ جىر؟"),
        ("ғылым һәм цирк", "عىلىم ٴھام تسيرك"),
        ("бүгін жүр", "بۇگىن ٴجۇر"),
        ("3,5 пайыз, 10,5", "3,5 پايىز، 10,5"),
        ("ХІХ ғасыр", "XIX عاسىر"),
        ("аю мен қоян", "ايۋ مەن قويان"),
        ("объект, щётка", "وبەكت، ششيوتكا"),
        ("АТФ-ны", "اتف-نى"),
        ("Where, who?", "Where, who?"),
        ("https://a.kz/?а=1,2 үй", "https://a.kz/?а=1,2 ٴۇي"),
    ],
)
def test_to_arabic_writes_tote_jazu(cyrillic, arabic):
    assert to_arabic(cyrillic) == arabic


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан Республикасының Мәдениет және ақпарат министрлігі",
        "сияқты сыйлық үйі ойын киіну жинау азаю көбею айтса жатса күтсе",
        "Яғни, аю мен қоян. ЯҒНИ! Ия, иә.",
        "Ащы су. Тұщы су. Патша, уақытша, айтшы, хатшы.",
        "энергия электр эстрада поэзия дуэт аэропорт эмаль",
        "революция процесс реакция матрица цирк кварц принцип",
        "фильм альбом мульти ультра пульс бульвар модель роль король съезд объект",
        "район майор йога ион материал радиус аквариум алюминий",
        "шаһар қаһарман жиһаз хабар хан сахна ибраһим",
        "протеин астероид алкалоид украин троицк қойды сойды бейне дейін",
        "ҚАЗАҚ ЕЛІ ЦЕХ ЮНЕСКО ЧЕХИЯ",
        "Үшінші сынып оқушысы Ілияс Исаев",
    ],
)
def test_round_trip_through_latin_is_exact(text):
    assert to_cyrillic(to_latin(text), script=Script.LATIN) == text


def test_to_cyrillic_leaves_foreign_words_numerals_and_addresses():
    text = "Windows XIX, VI, https://qazaq.kz/bala, bala@qazaq.kz, café"
    assert to_cyrillic(text, script=Script.LATIN) == text


def test_to_cyrillic_keeps_mixed_case():
    assert to_cyrillic("QazAqparat", script=Script.LATIN) == "ҚазАқпарат"
    assert to_cyrillic("Vetnam VETNAM", script=Script.LATIN) == "Вьетнам ВЬЕТНАМ"


@pytest.mark.parametrize(
    "text",
    ["қазақ тілі", "бірінші кітап; әдебиет, өнер", "мәдениет және ғылым?", "үлкен қала", "3,5 пайыз"],
)
def test_round_trip_through_arabic_holds_for_common_words(text):
    assert to_cyrillic(to_arabic(text), script=Script.ARABIC) == text


def test_to_cyrillic_accepts_either_hamza():
    assert to_cyrillic("ءتىل ٴتىل", script=Script.ARABIC) == "тіл тіл"


def test_convert_text_to_cyrillic_is_the_text():
    assert convert_text("Қазақ", Script.CYRILLIC) == "Қазақ"
    assert to_cyrillic("Қазақ", script=Script.CYRILLIC) == "Қазақ"


def test_script_knows_its_language_tag_and_direction():
    assert [(each.bcp47, each.direction) for each in Script] == [
        ("kk", "ltr"),
        ("kk-Latn", "ltr"),
        ("kk-Arab", "rtl"),
    ]


@given(KAZAKH)
def test_to_latin_leaves_no_cyrillic_behind(text):
    assert not any("Ѐ" <= letter <= "ӿ" for letter in to_latin(text))


@given(KAZAKH)
def test_to_arabic_leaves_no_cyrillic_behind(text):
    assert not any("Ѐ" <= letter <= "ӿ" for letter in to_arabic(text))


@given(st.text())
def test_conversions_accept_any_text(text):
    for script in Script:
        to_cyrillic(convert_text(text, script), script=script)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_conversions_leave_english_alone(text):
    assert to_latin(text) == text


@given(KAZAKH)
def test_converting_twice_changes_nothing_more(text):
    assert to_latin(to_latin(text)) == to_latin(text)
    assert to_arabic(to_arabic(text)) == to_arabic(text)
