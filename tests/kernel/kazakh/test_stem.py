import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.kernel.kazakh import stem as stem_module
from shanyraq.kernel.kazakh.endings import ending_tree
from shanyraq.kernel.kazakh.roots import infinitive, joined, parted
from shanyraq.kernel.kazakh.stem import LONGEST, search_key

LETTERS = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
HERE = Path(stem_module.__file__).parent

NOUNS = {
    "бала": "бала балалар баласы балам балаңыз баламыз баланың баланы балаға балада баладан баламен баладай",
    "қала": "қалалар қалаларымыздағы қаласында қаласынан қалаларының қалаға қаладағы",
    "ел": "елдер елдің елді елге елде елден елмен елі еліміз еліміздің еліміздегі елдеріңіз елдерімен еліне",
    "мектеп": "мектептер мектебі мектебіміз мектебінде мектепке мектептен мектептегі мектептеріміздің",
    "кітап": "кітаптар кітабы кітабым кітабымыздың кітапты кітапқа кітаппен кітаптағы кітабындағы",
    "тарақ": "тарақтар тарағы тарағым тараққа тарақты тарағымен",
    "күрек": "күректер күрегі күрегін күрекпен күрегіңіз",
    "қыз": "қыздар қызы қызым қызбен қызға қыздардың қызымыз",
    "заң": "заңдар заңның заңға заңнан заңмен заңы заңдарымызға",
    "су": "сулар судың суды суға суы суым судан сумен",
    "тау": "таулар таудың тауға тауы тауында таулардағы",
    "үй": "үйлер үйдің үйі үйіміз үйлеріндегі үйімізден",
    "университет": "университеттің университетінің университеттерінде университетке университеттегі",
    "компания": "компаниялар компанияның компаниясы компаниясының компанияларымен компаниядан",
    "автомобиль": "автомобильдер автомобильге автомобилі",
    "педагог": "педагогтар педагогы педагогтың",
}

ELIDED = {
    "мұрын": "мұрны мұрнын мұрынның мұрынға",
    "ерін": "ерні ернін ерінге",
    "халық": "халқы халқымыздың халыққа халықтар",
    "ауыз": "аузы аузымен ауызға аузынан",
    "орын": "орны орнына орындар",
    "құқық": "құқығы құқықтары құқыққа",
}

VERBS = {
    "жаз": "жазды жаздым жаздыңыз жаздық жазған жазғандар жазғанымыз жазып жазыпты жазады жазамын "
    "жазасыз жазамыз жазатын жазатындар жазса жазсам жазсақ жазбайды жазбаған жазбас жазбақ "
    "жазбақшы жазар жазсын жазыңыз жазайын жазайық жазғалы жазғанша жазу жазуға жазуымыз "
    "жазылды жазылған жазбай жазғысы",
    "бар": "барды бармады барған бармаған барады барам барамын барасың барайын барса барғым барғанда баруға",
    "оқу": "оқыды оқыған оқып оқиды оқимын оқитын оқымайды оқуға оқылды оқыса",
    "тап": "тапты тапқан табады табу табуға тауып таппады табылды табылған табатын тапса",
    "сеп": "септі сепкен себеді себу сеуіп себілді",
    "шық": "шықты шыққан шығады шығу шығып шықпады шығатын шығайын шықсын",
    "көр": "көрді көрген көреді көріп көрінді көрмеді көрсе көретін көруге көрейін",
    "қой": "қойды қойған қойып қояды қою қоюға қойылды қоймайды қоятын",
    "ки": "киді киген киеді киіп кию киюге",
    "таста": "тастады тастаған тастайды тастап тастау тасталды тастамады",
    "де": "деді деген дейді деп деймін десең демеді",
    "же": "жеді жеген жейді жеп жемейді жейік",
    "кел": "келді келдік келген келеді келіп келмейді келейін келсе келмеуі келгенде келуге",
    "дамы": "дамыды дамыған дамып дамиды даму дамуы",
    "қорық": "қорықты қорқып қорқады қорықпа қорыққан",
    "қыл": "қылды қылған ғып қылады",
}

DERIVED = {
    "бір": "бірінші",
    "екі": "екінші",
    "жеті": "жетінші жетіншіден",
    "қазір": "қазіргі",
    "бүгін": "бүгінгі бүгінгідей",
    "жақсы": "жақсырақ жақсылар",
    "аяқта": "аяқтады аяқталды аяқтап аяқталған аяқтау",
    "ротациялау": "ротацияланды ротациялады ротациялап ротацияланған",
}

CLOSED = {
    "мен": "менің маған мені менде менен",
    "ол": "оның оған оны онда одан",
    "бұл": "мұның бұған мұны бұдан",
    "өз": "өзі өзінің өзіне өзіміз",
    "кім": "кімнің кімге кімдер",
}

APART = [
    "бас басқа баста бастық басшы баспа",
    "ат ата атау",
    "жаз жаза",
    "тар тарақ тары тарих",
    "бала балық бал балта",
    "ал ала алма алты алтын алыс",
    "қар қара қарын қарға",
    "тас таста тасыды",
    "су суыды",
    "құр құрал құран құрлық",
    "жол жолбарыс жолдас",
    "ер ерте ертең ерік",
    "көз көзе",
    "ара арал арыс",
    "жылан жылқы жыла",
    "су сурет суық",
    "дос достық",
    "жұмыс жұмысшы жұмыссыз",
    "күн күнә күндіз",
]


# The wrong consonant or the wrong harmony: no cut.
ILLEGAL = "кітаплар мектептар үйлар қызлар қаланде көшеға бүркітды"


def cases(table):
    return [(form, key) for key, forms in table.items() for form in [key, *forms.split()]]


@pytest.mark.parametrize(("form", "key"), cases(NOUNS))
def test_search_key_of_a_noun_is_the_same_for_every_form(form, key):
    assert search_key(form) == key


@pytest.mark.parametrize(("form", "key"), cases(ELIDED))
def test_search_key_restores_the_vowel_that_falls_before_an_ending(form, key):
    assert search_key(form) == key


@pytest.mark.parametrize(("form", "key"), cases(VERBS))
def test_search_key_of_a_verb_is_the_same_for_every_form(form, key):
    assert search_key(form) == key


@pytest.mark.parametrize(("form", "key"), cases(DERIVED))
def test_search_key_folds_regular_derivation(form, key):
    assert search_key(form) == key


@pytest.mark.parametrize(("form", "key"), cases(CLOSED))
def test_search_key_knows_pronouns(form, key):
    assert search_key(form) == key


@pytest.mark.parametrize("words", APART)
def test_search_key_keeps_different_words_apart(words):
    assert len({search_key(word) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize("word", ILLEGAL.split())
def test_search_key_does_not_cut_what_the_grammar_forbids(word):
    assert search_key(word) == word


LEGAL_CHAINS = "ларымыздағы ымызда уымыздың мағандардан йтіндей ғалы пейміз дағылардың"
ILLEGAL_CHAINS = "ғалар ныңлар дағыдағы ылар мадыған даде ғамын ымыздер"


def has_chain(text):
    node = ending_tree()
    for letter in reversed(text):
        node = node.get(letter, {})
    return "" in node


@pytest.mark.parametrize("chain", LEGAL_CHAINS.split())
def test_endings_follow_one_another_as_the_automaton_says(chain):
    assert has_chain(chain)


@pytest.mark.parametrize("chain", ILLEGAL_CHAINS.split())
def test_endings_in_another_order_or_of_mixed_harmony_are_no_chain(chain):
    assert not has_chain(chain)


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ("байтұрсынұлының байтұрсынұлына", "байтұрсынұл"),
        ("шолпан шолпанға шолпанның шолпанмен", "шолпан"),
        ("гигабайттар гигабайтты гигабайттан гигабайты", "гигабайт"),
        ("блогосферада блогосфераның блогосферасын", "блогосфера"),
        ("сноубордтар сноубордпен", "сноуборд"),
    ],
)
def test_search_key_judges_unlisted_stems_by_shape(forms, key):
    assert {search_key(form) for form in forms.split()} == {key}


@pytest.mark.parametrize("word", ["де", "ел", "су", "ат", "ою", "үш", "және", "үшін", "бірақ", "қой", "бар"])
def test_search_key_leaves_short_words_whole(word):
    assert search_key(word) == word


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Windows", "windows"),
        ("2024", "2024"),
        ("COVID-19", "covid-19"),
        ("1990-жылдар", "1990-жылдар"),
        ("Москва", "москва"),
        ("друг", "друг"),
        ("الماتى", "الماتى"),
        ("中文", "中文"),
        ("", ""),
        ("İ", "i\u0307"),
    ],
)
def test_search_key_lets_what_is_not_kazakh_pass_in_lower_case(word, key):
    assert search_key(word) == key


def test_search_key_ignores_case():
    assert search_key("ҚАЗАҚСТАННЫҢ") == search_key("Қазақстанда") == "қазақстан"


def test_search_key_leaves_endless_words_alone():
    word = "бала" + "лар" * LONGEST
    assert search_key(word) == word


@given(st.text())
def test_search_key_of_any_text_is_its_own_key(text):
    assert search_key(search_key(text)) == search_key(text)


@given(st.text(alphabet=LETTERS, min_size=1, max_size=LONGEST + 5))
def test_search_key_of_any_letters_is_its_own_key_and_never_empty(word):
    assert search_key(word)
    assert search_key(search_key(word)) == search_key(word)


STEMS = sorted({*NOUNS, *VERBS, *ELIDED, "шолпан", "гигабайт", "аяқ", "өлке", "тіл", "дүкен", "ауа", "пән"})
CHAINS = """
лар лер дар дер тар тер ы і сы сі ым ім ың ің ымыз іміз ларымыз деріңіз ның нің дың тің ға ге қа ке
на не да де нан нен дан ден мен бен пен дағы дегі нікі дай дей ды ді ты ті дым дік ған ген қан кен
ғандар генде атын етін йтін йды ады еді амын еміз ып іп п са се сам сең ар ер бас мас мақ бек у уға
уі ушы майды мейді баған пейтін айын ейік сын сін ыңыз ғалы генше
"""


@given(st.sampled_from(STEMS), st.lists(st.sampled_from(CHAINS.split()), max_size=3))
def test_search_key_of_a_stem_with_endings_is_its_own_key(stem, endings):
    word = stem + "".join(endings)
    assert search_key(search_key(word)) == search_key(word)


@given(st.text(alphabet=LETTERS))
def test_parted_undoes_joined(word):
    assert joined(parted(joined(word))) == joined(word)


@pytest.mark.parametrize(
    ("stem", "name"),
    [("жаз", "жазу"), ("оқы", "оқу"), ("шық", "шығу"), ("тап", "табу"), ("тазала", "тазалау"), ("ек", "егу")],
)
def test_infinitive_names_a_verb_as_dictionaries_do(stem, name):
    assert infinitive(stem) == name


@pytest.mark.parametrize("name", ["roots_nominal.txt", "roots_verb.txt"])
def test_listed_roots_are_sorted_once_each_and_in_kazakh_letters(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert words == sorted(set(words), key=lambda word: [LETTERS.index(letter) for letter in word])


def test_every_form_of_an_exception_has_one_key_that_is_its_own():
    entries = tomllib.loads((HERE / "exceptions.toml").read_text(encoding="utf-8"))["whole_words"]
    forms = [form for listed in entries.values() for form in listed.split()]
    assert len(forms) == len(set(forms))
    assert {search_key(key) for key in entries} == set(entries)


def test_every_state_of_the_automaton_is_reached_and_every_form_used():
    grammar = tomllib.loads((HERE / "endings.toml").read_text(encoding="utf-8"))
    moves = [move.split() for state in grammar["states"].values() for move in state["moves"]]
    assert {following for _, _, following in moves} | {"noun", "verb"} == set(grammar["states"])
    assert {ending for ending, _, _ in moves} == set(grammar["forms"])
