"""Records as text, rules, and the plain form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.domains.library.catalogue.editing.grid import from_text, to_text
from shanyraq.domains.library.catalogue.editing.plain import changed, values_of
from shanyraq.domains.library.catalogue.editing.rules import problems_of
from shanyraq.domains.library.catalogue.formats.record import Field, MarcRecord, control, data

RECORD = MarcRecord(
    "00000nam a2200000 i 4500",
    [
        control("001", "kz-1"),
        data("020", "  ", ("a", "9785605006572")),
        data("100", "1 ", ("a", "Әуезов, Мұхтар"), ("4", "aut")),
        data("245", "10", ("a", "Абай $жолы"), ("c", "М. Әуезов")),
        data("650", " 7", ("a", "Роман"), ("2", "kaz")),
    ],
)


def test_a_record_as_text_comes_back_whole():
    text = to_text(RECORD)
    assert text.splitlines()[3:5] == [
        "100 1_ $aӘуезов, Мұхтар $4aut",
        "245 10 $aАбай {dollar}жолы $cМ. Әуезов",
    ]
    assert from_text(text) == (RECORD, [])


def test_broken_lines_are_told_and_the_rest_is_kept():
    record, problems = from_text(
        "LDR x\n001 1\n24 nonsense\n245 $a no indicators\n650 _4 $aРоман $ x\n\n500 __ $aok"
    )
    assert [problem.line for problem in problems] == [3, 4, 5]
    assert [field.tag for field in record.fields] == ["001", "650", "500"]


@given(st.text(max_size=200))
def test_no_text_brings_it_down(text):
    record, _problems = from_text(text)
    to_text(record)
    problems_of(record, "marc21")


@pytest.mark.parametrize(
    ("field", "tag", "is_error"),
    [
        (data("245", "10", ("a", "second")), "245", True),
        (data("100", "9 ", ("a", "x")), "100", True),
        (data("650", " 4", ("a", "x"), ("q", "y")), "650", True),
        (data("020", "  ", ("a", "9785605006573")), "020", False),
        (data("500", "  ", ("a", "")), "500", True),
        (control("008", "short"), "008", True),
    ],
)
def test_rules_are_told_with_their_place(field, tag, is_error):
    assert problems_of(RECORD, "marc21") == []
    found = problems_of(MarcRecord(RECORD.leader, [*RECORD.fields, field]), "marc21")
    assert (found[-1].tag, found[-1].is_error) == (tag, is_error)


def test_required_fields_are_asked_for():
    assert [problem.tag for problem in problems_of(MarcRecord(" " * 24), "marc21")] == ["001", "245", "LDR"]
    assert [problem.tag for problem in problems_of(MarcRecord(" " * 24), "unimarc")] == ["001", "200", "LDR"]


def test_what_does_not_fit_is_refused():
    long = MarcRecord(RECORD.leader, [*RECORD.fields, data("500", "  ", ("a", "x" * 20_000))])
    assert problems_of(long, "marc21")[-1].tag == "500"


def test_the_plain_form_changes_only_what_it_shows():
    values = values_of(RECORD, "marc21")
    assert values["subjects"] == "Роман"
    assert changed(RECORD, "marc21", values) == RECORD
    after = changed(
        RECORD, "marc21", values | {"title": "Жаңа", "subjects": "Роман\nӘдебиет", "year": "1989", "isbn": ""}
    )
    assert after.fields == [
        control("001", "kz-1"),
        data("100", "1 ", ("a", "Әуезов, Мұхтар"), ("4", "aut")),
        data("245", "10", ("a", "Жаңа"), ("c", "М. Әуезов")),
        data("264", " 1", ("c", "1989")),
        Field("650", " 7", [("a", "Роман"), ("2", "kaz")]),
        data("650", " 4", ("a", "Әдебиет")),
    ]
