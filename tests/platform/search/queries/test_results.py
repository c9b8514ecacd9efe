import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shanyraq.kernel.kazakh.scripts import Script, convert_text
from shanyraq.platform.search.asking.wishes import Order, Wish
from shanyraq.platform.search.documents import Text
from shanyraq.platform.search.engine.reading import NoIndex
from shanyraq.platform.search.models import Pin, StopWords, SynonymGroup
from shanyraq.platform.search.queries import staff_choices
from shanyraq.platform.search.queries.results import results
from tests.platform.search.shelf import document, numbers
from tests.platform.search.titles import TITLES

pytestmark = pytest.mark.django_db
SETTINGS = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
KAZAKH = [(title, script) for title in TITLES["kk"] for script in Script]
OTHERS = [(title, language) for language, titles in TITLES.items() if language != "kk" for title in titles]


def found(words, language="kk", **rest):
    return numbers(results(Wish(words=words, language=language, **rest)))


@pytest.fixture
def titles(shelf):
    """Every title is a document; every one stands in the body of another, which must not come first."""
    every = [(title, language) for language, some in TITLES.items() for title in some]
    for place, (title, language) in enumerate(every):
        other, other_language = every[place - 1]
        body = (Text(f"{other}. {other}", other_language),)
        shelf.add(document(title, title, language, texts=body))
    return shelf.index(segments=3)


def test_text_that_no_passage_shows_finds_its_document(shelf):
    names = (Text("Алматы әкімдігі", "kk"), Text("Akimat of Almaty", "en"))
    shelf.add(document(1, "Ескі үйлер", body="Үйлер бұзылмасын.", unseen=names)).index()
    (hit,) = results(Wish(words="akimat", language="en")).hits
    assert hit.plain_passage == "Үйлер бұзылмасын."


def test_title_in_any_script_finds_itself_first(titles):
    @SETTINGS
    @given(st.sampled_from(KAZAKH), st.sampled_from(list(TITLES)))
    def check(chosen, reader):
        title, script = chosen
        assert found(convert_text(title, script), reader)[0] == title

    check()


def test_title_in_any_language_finds_itself_first(titles):
    @SETTINGS
    @given(
        st.sampled_from(OTHERS), st.sampled_from(list(TITLES)), st.sampled_from([str, str.upper, str.lower])
    )
    def check(chosen, reader, case):
        title, _language = chosen
        assert found(case(title), reader)[0] == title

    check()


def test_no_query_is_refused(titles):
    parts = [
        '"',
        "«",
        "-",
        "title:",
        "OR",
        "абай",
        "музей",
        "博物馆",
        "المتحف",
        "1",
        "ҚР-1/2",
        "'",
        "ٴ",
        "\x00",
    ]

    @SETTINGS
    @given(
        st.lists(st.sampled_from(parts), max_size=8).map(" ".join) | st.text(max_size=60),
        st.sampled_from(Order),
    )
    def check(words, order):
        answer = results(Wish(words=words, order=order, limit=100))
        assert len({hit.number for hit in answer.hits}) == len(answer.hits) <= answer.total

    check()


def test_exact_form_stands_before_other_forms_and_those_before_loose_ones(shelf):
    shelf.add(
        document("loose", "Казак елшилиги", body="казак"),
        document("form", "Қазақтың елі", body="қазақтар"),
        document("exact", "Қазақ елі", body="қазақ"),
    ).index()
    assert found("қазақ") == ["exact", "form", "loose"]
    assert found("qazaq") == ["exact", "form", "loose"]
    assert found("казак")[0] == "loose"
    assert set(found("казак")) == {"loose", "form", "exact"}


@pytest.mark.parametrize(
    "phrase",
    ["ұлттық музей", "Ұлттық музейі", "ūlttyq muzei", "ulttyq muzeı", "ۇلتتىق مۋزەي", "улттык музей"],
)
def test_phrase_is_found_across_endings_and_scripts(shelf, phrase):
    shelf.add(
        document("apart", "Музей және ұлттық өнер"),
        document("other order", "Музейдің ұлттық қоры"),
        document("side by side", "Ұлттық музейінің қоры"),
        document("in a russian text", "О музее", "ru", body="Ұлттық музейдің көрмесі в столице"),
    ).index()
    assert set(found(f'"{phrase}"')) == {"side by side", "in a russian text"}


def test_phrase_of_the_title_does_not_run_into_the_body(shelf):
    shelf.add(document("1", "Алтын", body="адам")).index()
    assert found('"алтын адам"') == []
    assert found("алтын адам") == ["1"]


@pytest.mark.parametrize(("words", "language"), [("музеем", "ru"), ("museums", "en")])
def test_phrase_of_other_languages_across_endings(shelf, words, language):
    titles = {"ru": "Национального музея", "en": "National museum"}
    first = {"ru": "национальным", "en": "national"}
    shelf.add(document("1", titles[language], language), document("2", words, language)).index()
    assert found(f'"{first[language]} {words}"', language) == ["1"]


def test_chinese_phrase_keeps_its_order(shelf):
    shelf.add(document("1", "国家博物馆", "zh-hans"), document("2", "博物馆国家", "zh-hans")).index()
    assert found("“国家博物馆”", "zh-hans") == ["1"]
    assert set(found("国家 博物馆", "zh-hans")) == {"1", "2"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("музей -алматы", {"1", "3"}),
        ("музей -алматыда", {"1", "3"}),
        ('музей -"ашық аспан"', {"1", "2"}),
        ("музей -title:алматы", {"1", "3"}),
        ("музей -ашық-аспан", {"1", "2"}),
        ("музей -кітап-аспан", {"1", "2", "3"}),
        ("-музей", {"4"}),
        ("-музей -кітап", set()),
        ("алматы OR аспан", {"2", "3"}),
        ("кітап немесе", {"4"}),
        ("title:алматы", {"2"}),
        ("тақырып:almaty", {"2"}),
        ("title:мұражай OR title:кітап", {"4"}),
        ("author:әуезов", {"4"}),
        ("автор:Ауезов", {"4"}),
        ("yazar:áýezov", {"4"}),
        ("author:абай", set()),
    ],
)
def test_operators(shelf, query, expected):
    shelf.add(
        document("1", "Ұлттық музей"),
        document("2", "Алматы музейі"),
        document("3", "Музей", body="Ашық аспан астында"),
        document("4", "Кітап", fields={"author": (Text("Мұхтар Әуезов", "kk"),)}, body="Абай туралы"),
    ).index()
    assert set(found(query)) == expected


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("ҚР-123/45", "ҚР-123/45"),
        ("қр 123/45", "ҚР-123/45"),
        ('"ҚР-123/45"', "ҚР-123/45"),
        ("84(5Қаз)6-5", "84(5Қаз)6-5"),
        ("84 (5Қаз) 6-5", "84(5Қаз)6-5"),
        ("КП 1234", "КП 1234"),
        ("кп1234", "КП 1234"),
        ("«КП 1234»", "КП 1234"),
        ("number:КП-1234", "КП 1234"),
        ("9786010123456", "978-601-01-2345-6"),
        ("978-601-01-2345-6", "978-601-01-2345-6"),
        ("978 601 01 2345 6", "978-601-01-2345-6"),
        ("isbn:9786010123456", "978-601-01-2345-6"),
    ],
)
def test_number_of_a_thing_is_found_exactly(shelf, query, number):
    for each in (
        "ҚР-123/45",
        "ҚР-123/46",
        "84(5Қаз)6-5",
        "84(5Қаз)6",
        "КП 1234",
        "КП 12345",
        "978-601-01-2345-6",
    ):
        shelf.add(document(each, "Бұйым", identifiers=(each,)))
    shelf.index()
    assert found(query)[0] == number
    assert results(Wish(words=query)).total == 1


def test_roman_numeral_is_found_with_cyrillic_letters(shelf):
    shelf.add(document("1", "ХІХ ғасыр өнері"), document("2", "XX ғасыр өнері")).index()
    for spelling in ("XIX", "ХІХ", "xix", "хіх"):
        assert found(f"{spelling} ғасыр")[0] == "1"


def test_forms_of_verbs_are_found(shelf):
    shelf.add(document("1", "Ол оқыған екен"), document("2", "Ол жазған екен")).index()
    assert found("оқыды") == found("oqydy") == found("оқимыз") == ["1"]


def test_some_of_the_words_are_enough_where_few_have_all(shelf):
    shelf.add(
        *(document(number, f"Музей {number}") for number in range(30)), document("all", "Музей мен театр")
    )
    shelf.index()
    answer = results(Wish(words="музей театр", limit=50))
    assert answer.lacks_words
    assert numbers(answer)[0] == "all"
    assert answer.total == 31
    assert not results(Wish(words="музей")).lacks_words


def test_stop_words_are_passed_over_unless_they_are_all(shelf):
    shelf.add(document("1", "Абай туралы"), document("2", "Абай"), document("3", "Театр туралы")).index()
    assert set(found("абай туралы")) == {"1", "2"}
    assert set(found("туралы")) == {"1", "3"}
    StopWords.objects.create(language="kk", words="абай")
    staff_choices.forget()
    assert set(found("абай туралы")) == {"1", "3"}


def test_synonyms_of_one_and_of_several_words(shelf):
    shelf.add(
        document("1", "Елорда кітапханасы"),
        document("2", "Астана қаласы"),
        document("3", "Бас кітап палатасы"),
        document("4", "Кітап Астана палатасы"),
    ).index()
    assert found("астана")[0] != "1"
    SynonymGroup.objects.create(words="астана\nелорда\nбас қала")
    SynonymGroup.objects.create(words="кітап палатасы\nұлттық библиография")
    staff_choices.forget()
    assert set(found("астана")) == {"1", "2", "4"}
    assert set(found("бас қала")) >= {"1", "2", "4"}
    assert set(found("ұлттық библиография")) == {"3"}


def test_pins_stand_first_once_and_only_where_they_belong(shelf):
    shelf.add(
        *(document(number, f"Музей {number:02}") for number in range(50)), document("far", "Мұнара")
    ).index()
    Pin.objects.create(words="музей\nмузеи", language="kk", addresses="/kk/far\n/kk/33\n/kk/gone")
    staff_choices.forget()
    pages = [found("МУЗЕЙ", offset=offset) for offset in (0, 20, 40)]
    assert pages[0][:2] == ["far", "33"]
    every = [each for page in pages for each in page]
    assert len(every) == len(set(every)) == 51
    assert "far" not in found("музей", "ru")
    assert "far" not in found("музей", order=Order.TITLE)
    assert "far" not in found("музей", kinds=("book",))
    assert "far" not in found("музей көрме")


def test_nothing_is_shown_that_the_database_hides_already(shelf):
    shelf.add(document("1", "Музей"), document("2", "Музей")).index()
    shelf.hidden.add("1")
    assert found("музей") == ["2"]
    del shelf.documents["2"]
    assert found("музей") == []


def test_without_an_index_there_is_a_clear_answer(folder):
    with pytest.raises(NoIndex):
        results(Wish(words="музей"))


def test_hundred_kilobytes_are_answered(titles):
    for unit in ("абай ", '"', "а", "-", "OR ", "博"):
        results(Wish(words=unit * (100_000 // len(unit))))


def test_one_query_for_each_source_and_three_for_the_staff(titles, django_assert_num_queries):
    staff_choices.forget()
    with django_assert_num_queries(3):  # the shelf is in memory
        results(Wish(words="музей"))
    with django_assert_num_queries(0):
        results(Wish(words="музей", limit=50))
