"""Records of each system, written by hand, read by the shipped profiles."""

from typing import Any

import pytest

from shanyraq.domains.library.catalogue.description import Agent, Heading, Holding, Series, Subject
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data
from shanyraq.domains.library.catalogue.profiles.mapping import Mapped, Mapper, merged
from shanyraq.domains.library.catalogue.profiles.schema import TableError, check
from shanyraq.domains.library.catalogue.profiles.shipped_profiles import NAMES, shipped_tables
from shanyraq.domains.library.catalogue.profiles.stored import as_json


def read(code: str, *fields: Field, leader: str = "00000nam a2200000 a 4500") -> Mapped:
    return Mapper(merged(shipped_tables()[code], shipped_tables())).read(MarcRecord(leader, list(fields)))


def test_every_shipped_table_is_right() -> None:
    tables = shipped_tables()
    assert set(tables) == set(NAMES)
    assert {code: check(table, shipped=frozenset(tables)) for code, table in tables.items()} == {
        code: [] for code in tables
    }


def test_marc21_book_with_the_same_in_other_scripts() -> None:
    found = read(
        "marc21",
        control("001", "kz1 "),
        control("008", "960101r19961942kz a          000 1 kaz d"),
        data("020", "  ", ("a", "9965-448-12-3 (в пер.)")),
        data("041", "1 ", ("a", "rus"), ("h", "kaz")),
        data("080", "  ", ("a", "821.512.122")),
        data("084", "  ", ("a", "84(5Каз)"), ("2", "rubbk")),
        data("100", "1 ", ("6", "880-01"), ("a", "Ăuezov, Mūkhtar,"), ("d", "1897-1961,"), ("e", "author.")),
        data(
            "245",
            "10",
            ("6", "880-02"),
            ("a", "Abai zholy :"),
            ("b", "roman /"),
            ("n", "1."),
            ("c", "M. Ăuezov."),
        ),
        data("264", " 1", ("a", "[Almaty] :"), ("b", "Zhazushy,"), ("c", "1996.")),
        data("264", " 4", ("c", "©1942")),
        data("300", "  ", ("a", "606 p. ;"), ("c", "21 cm.")),
        data("490", "0 ", ("a", "Kazakh classics ;"), ("v", "3")),
        data("650", " 7", ("a", "Poets"), ("z", "Kazakhstan."), ("2", "lcsh")),
        data("700", "1 ", ("a", "Nikolskaia, A. B.,"), ("4", "http://id.loc.gov/vocabulary/relators/trl")),
        data("880", "1 ", ("6", "100-01/(N"), ("a", "Әуезов, Мұхтар,")),
        data("880", "10", ("6", "245-02/(N"), ("a", "Абай жолы :"), ("b", "роман /")),
        data("880", "  ", ("6", "246-00/(N"), ("a", "Путь Абая")),
        data("952", "  ", ("x", "no rule knows this")),
    )
    book = found.description
    assert (found.control_number, found.is_deleted) == ("kz1", False)
    assert found.warnings == (("isbn", "9965-448-12-3 (в пер.)"),)
    assert book.title == Heading(text="Abai zholy", script="Latn", others=(("Cyrl", "Абай жолы"),))
    assert (book.subtitle, book.part_number, book.responsibility) == ("roman", "1.", "M. Ăuezov.")
    assert book.other_titles == (Heading(text="Путь Абая", script="Cyrl"),)
    assert book.agents == (
        Agent(
            name=Heading(text="Ăuezov, Mūkhtar", script="Latn", others=(("Cyrl", "Әуезов, Мұхтар"),)),
            roles=("aut",), dates="1897-1961", is_main=True,
        ),
        Agent(name=Heading(text="Nikolskaia, A. B.", script="Latn"), roles=("trl",)),
    )  # fmt: skip  # an agent in few lines
    assert (book.languages, book.original_languages, book.scripts) == (("rus",), ("kaz",), ("Latn", "Cyrl"))
    assert (book.places, book.publishers, book.date, book.year) == (("Almaty",), ("Zhazushy",), "1996", 1996)
    assert (book.country, book.extent, book.dimensions) == ("kz", "606 p.", "21 cm.")
    assert book.series == (Series(title="Kazakh classics", number="3"),)
    assert book.classes == (("udc", "821.512.122"), ("bbk", "84(5Каз)"))
    assert book.subjects == (Subject(text="Poets — Kazakhstan", scheme="lcsh"),)


def test_rusmarc_book() -> None:
    found = read(
        "rusmarc",
        control("001", "RU\\NLR\\1"),
        data("010", "  ", ("a", "978-601-04-5678-0")),
        data("100", "  ", ("a", "20100101d2010    km y0rusy50      ca")),
        data("101", "1 ", ("a", "rus"), ("c", "kaz")),
        data("102", "  ", ("a", "KZ")),
        data(
            "200",
            "1 ",
            ("a", "\x98Путь\x9c Абая"),
            ("e", "роман-эпопея"),
            ("f", "Мухтар Ауэзов"),
            ("g", "пер. с каз."),
        ),
        data("210", "  ", ("a", "Алматы"), ("c", "Жазушы"), ("d", "2010")),
        data("215", "  ", ("a", "606 с."), ("d", "21 см")),
        data("225", "1 ", ("a", "Классика"), ("v", "Т. 2")),
        data("606", "1 ", ("a", "Литература"), ("y", "Казахстан")),
        data("686", "  ", ("a", "84(5Каз)"), ("2", "rubbk")),
        data(
            "700",
            " 1",
            ("6", "a01"),
            ("7", "ca"),
            ("a", "Ауэзов"),
            ("b", "М. О."),
            ("g", "Мухтар Омарханович"),
            ("f", "1897-1961"),
            ("4", "070"),
        ),
        data("700", " 1", ("6", "a01"), ("7", "ba"), ("a", "Auezov"), ("g", "Mukhtar")),
        data("702", " 1", ("a", "Кедрина"), ("b", "З. С."), ("4", "730")),
        data("899", "  ", ("a", "НБ РК"), ("b", "CENTRAL"), ("j", "84/А93"), ("p", "инв-77")),
        leader="00000nam  2200000   450 ",
    ).description
    assert found.title == Heading(text="Путь Абая", script="Cyrl")
    assert (found.subtitle, found.responsibility) == ("роман-эпопея", "Мухтар Ауэзов ; пер. с каз.")
    assert [(each.name.text, each.name.others, each.roles, each.is_main) for each in found.agents] == [
        ("Ауэзов, Мухтар Омарханович", (("Latn", "Auezov, Mukhtar"),), ("aut",), True),
        ("Кедрина, З. С.", (), ("trl",), False),
    ]
    assert (found.year, found.country, found.languages, found.original_languages) == (
        2010,
        "kz",
        ("rus",),
        ("kaz",),
    )
    assert (found.places, found.publishers) == (("Алматы",), ("Жазушы",))
    assert found.classes == (("bbk", "84(5Каз)"),)
    assert found.holdings == (Holding(branch="CENTRAL", shelf_mark="84/А93", inventory_number="инв-77"),)


def test_irbis_book() -> None:
    found = read(
        "irbis",
        data("903", "  ", ("", "84(5Каз)/А93-1")),
        data("920", "  ", ("", "PAZK")),
        data("101", "  ", ("", "kaz")),
        data("102", "  ", ("", "KZ")),
        data("010", "  ", ("A", "978-601-04-5678-0")),
        data("200", "  ", ("A", "Абай жолы"), ("E", "роман-эпопея"), ("F", "М. Әуезов")),
        data("210", "  ", ("A", "Алматы"), ("C", "Жазушы"), ("D", "2010")),
        data("215", "  ", ("A", "606"), ("1", "б.")),
        data("610", "  ", ("", "қазақ әдебиеті")),
        data("621", "  ", ("", "84(5Қаз)6-44")),
        data("700", "  ", ("A", "Әуезов"), ("B", "М. О."), ("G", "Мұхтар Омарханұлы"), ("F", "1897-1961")),
        data("910", "  ", ("A", "0"), ("B", "77"), ("D", "ЧЗ"), ("H", "000077")),
        data("910", "  ", ("A", "6"), ("B", "78"), ("D", "ЧЗ")),
    )
    book = found.description
    assert (found.control_number, book.kind, book.title.text) == ("84(5Каз)/А93-1", "book", "Абай жолы")
    assert (book.languages, book.country, book.year, book.extent) == (("kaz",), "kz", 2010, "606 б.")
    assert book.agents[0].name.text == "Әуезов, Мұхтар Омарханұлы"
    assert (book.classes, book.subjects[0].text) == ((("bbk", "84(5Қаз)6-44"),), "қазақ әдебиеті")
    assert book.holdings == (Holding(branch="ЧЗ", inventory_number="77", barcode="000077"),)


def test_kazmarc_holdings_and_classes() -> None:
    found = read(
        "kazmarc",
        control("001", "1"),
        data("084", "  ", ("a", "84(5Қаз)6")),
        data("245", "10", ("a", "Абай жолы")),
        data("876", "  ", ("l", "AB1"), ("a", "1001"), ("p", "B1001")),
    ).description
    assert found.classes == (("bbk", "84(5Қаз)6"),)
    assert found.holdings == (Holding(branch="AB1", inventory_number="1001", barcode="B1001"),)


def test_koha_leaves_withdrawn_copies_out() -> None:
    found = read(
        "koha",
        control("001", "9"),
        data("245", "10", ("a", "Абай жолы")),
        data("952", "  ", ("0", "0"), ("a", "CPL"), ("b", "CPL"), ("o", "84"), ("p", "B1"), ("y", "BK")),
        data("952", "  ", ("0", "1"), ("a", "CPL"), ("p", "B2")),
        data("999", "  ", ("c", "4711")),
    )
    assert found.control_number == "4711"
    assert found.description.holdings == (
        Holding(branch="CPL", shelf_mark="84", barcode="B1", item_type="BK"),
    )


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("[1995]", 1995),
        ("cop. 2001", 2001),
        ("1994 ж.", 1994),
        ("١٩٧٠", 1970),
        ("19--", None),
        ("б. г.", None),
    ],
)
def test_year_is_found_in_free_text(written: str, year: int | None) -> None:
    book = read("marc21", data("245", "10", ("a", "А")), data("260", "  ", ("c", written))).description
    assert book.year == year


@pytest.mark.parametrize(
    ("leader", "kind"),
    [
        ("am", "book"),
        ("as", "serial"),
        ("ab", "article"),
        ("em", "map"),
        ("tm", "manuscript"),
        ("xx", "book"),
    ],
)
def test_kind_is_told_by_the_leader(leader: str, kind: str) -> None:
    found = read("marc21", data("245", "10", ("a", "А")), leader=f"00000n{leader} a2200000 a 4500")
    assert found.description.kind == kind


def test_record_without_title_is_told_and_named() -> None:
    found = read("marc21", control("001", "1"))
    assert (found.description.title.text, found.warnings) == ("—", (("no_title", ""),))


def test_own_rules_replace_those_of_the_extended_profile() -> None:
    own = {
        "extends": "koha",
        "branches": {"cpl": "central"},
        "default_branch": "main",
        "rules": [{"to": "notes", "from": "590", "take": "a"}],
    }
    mapper = Mapper(merged({"flavour": "marc21", **own}, shipped_tables()))
    fields = [
        data("245", "10", ("a", "А")),
        data("500", "  ", ("a", "left out")),
        data("590", "  ", ("a", "taken")),
        data("952", "  ", ("b", "CPL"), ("p", "B1")),
        data("952", "  ", ("p", "B2")),
    ]
    found = mapper.read(MarcRecord("00000nam a2200000 a 4500", fields)).description
    assert found.notes == ("taken",)
    assert [each.branch for each in found.holdings] == ["central", "main"]


RULE: dict[str, Any] = {"to": "notes", "from": "500", "take": "a"}


@pytest.mark.parametrize(
    ("table", "error"),
    [
        ([], TableError("", "not_object", "[]")),
        ({"flavour": "marc21"}, TableError("rules", "no_rules")),
        ({"rules": [RULE]}, TableError("flavour", "missing")),
        ({"flavour": "usmarc", "rules": [RULE]}, TableError("flavour", "unknown_value", "usmarc")),
        ({"flavour": "marc21", "rules": [RULE], "extra": 1}, TableError("extra", "unknown_key")),
        ({"flavour": "marc21", "extends": "nowhere"}, TableError("extends", "unknown_profile", "nowhere")),
        ({"flavour": "marc21", "rules": [{**RULE, "to": "author"}]}, TableError("rules[0].to",
        "unknown_value", "author")),
        ({"flavour": "marc21", "rules": [RULE, {**RULE, "from": "50"}]}, TableError("rules[1].from",
        "bad_tag", "50")),
        ({"flavour": "marc21", "rules": [{**RULE, "take": "{a"}]}, TableError("rules[0].take",
        "bad_pattern", "{a")),
        ({"flavour": "marc21", "rules": [{**RULE, "steps": ["shout"]}]}, TableError("rules[0].steps",
        "unknown_value", "shout")),
        ({"flavour": "marc21", "rules": [{**RULE, "where": {"indicator3": "1"}}]},
        TableError("rules[0].where.indicator3", "unknown_key")),
        ({"flavour": "marc21", "rules": [{"to": "year", "from": "008",
        "positions": "9-7"}]}, TableError("rules[0].positions", "bad_positions", "9-7")),
        ({"flavour": "marc21", "rules": [{**RULE, "value": "x"}]}, TableError("rules[0].value",
        "two_sources")),
        ({"flavour": "marc21", "rules": [{"to": "kind", "from": "502",
        "value": "tome"}]}, TableError("rules[0].value", "unknown_value", "tome")),
        ({"flavour": "marc21", "rules": [5]}, TableError("rules[0]", "not_object", "5")),
    ],
)  # fmt: skip  # a table of tables reads better in rows
def test_wrong_table_is_told_with_its_place(table: Any, error: TableError) -> None:
    assert check(table, shipped=frozenset(shipped_tables())) == [error]


def test_json_is_the_same_as_the_descriptions_own() -> None:
    found = read(
        "marc21", data("245", "10", ("a", "А")), data("490", "  ", ("a", "Б"), ("v", "1"))
    ).description
    assert type(found).from_json(as_json(found)) == found
