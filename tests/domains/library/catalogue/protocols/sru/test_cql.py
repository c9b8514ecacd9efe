"""Reading CQL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.domains.library.catalogue.protocols.sru.asking import tree_of
from shanyraq.domains.library.catalogue.protocols.sru.cql import Boolean, Clause, Modifier, SortKey, parse
from shanyraq.domains.library.catalogue.protocols.sru.diagnostics import MESSAGES, Diagnostic


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("абай", Clause("абай")),
        ('"абай жолы"', Clause("абай жолы")),
        ("dc.title = абай", Clause("абай", "dc.title", "=")),
        ('title any "абай жолы"', Clause("абай жолы", "title", "any")),
        ("a and b", Boolean("and", (), Clause("a"), Clause("b"))),
        ("a or b not c", Boolean("not", (), Boolean("or", (), Clause("a"), Clause("b")), Clause("c"))),
        ("a or (b not c)", Boolean("or", (), Clause("a"), Boolean("not", (), Clause("b"), Clause("c")))),
        ('dc.date within "1980 1990"', Clause("1980 1990", "dc.date", "within")),
        ("dc.date<=1990", Clause("1990", "dc.date", "<=")),
        ("title =/stem/cql.fuzzy x", Clause("x", "title", "=", (Modifier("stem"), Modifier("cql.fuzzy")))),
        ('"and"', Clause("and")),
        ('title = "and"', Clause("and", "title", "=")),
        ('> d="info:x" d.title=x', Clause("x", "d.title", "=", (), (("d", "info:x"),))),
    ],
)
def test_a_query_becomes_a_tree(text, root):
    assert parse(text).root == root


def test_sorting_is_read():
    assert parse("a sortBy dc.date/sort.descending title").sort == (
        SortKey("dc.date", (Modifier("sort.descending"),)),
        SortKey("title"),
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 27), ("(a", 13), ("a)", 13), ('"a', 14), ("a and", 10), ("and", 10), ("a b", 10),
        ("a foo b", 19),
        ("a =", 10), ("= a", 10), ("x" * 3000, 12), ("(" * 50 + "a" + ")" * 50, 13),
        (" and ".join(["a"] * 100), 38), ("a sortBy", 10), ("dc.title = ()", 13),
    ],
)  # fmt: skip  # a table
def test_what_is_no_query_has_its_diagnostic(text, number):
    with pytest.raises(Diagnostic) as refused:
        parse(text)
    assert refused.value.number == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("nothing.title = a", 15), ("dc.nothing = a", 16), ("a prox b", 39), ("title =/regexp a", 20),
        ("title > a", 22), ("dc.date = yesterday", 36), ("dc.date within 1990", 36), ("isbn = 978*", 28),
        ("a*b", 28), ("a*", 29), ("^a", 31), ('title = "..."', 36), ('title = ""', 27), ("a and/x b", 46),
        ("dc.type = spaceship", 36), ("dc.date = 99999", 36),
    ],
)  # fmt: skip  # a table
def test_what_cannot_be_asked_has_its_diagnostic(text, number):
    with pytest.raises(Diagnostic) as refused:
        tree_of(parse(text))
    assert refused.value.number == number


@given(st.text(alphabet='ab"\\()=<>/*^?. andortitleАбай\x00\n', max_size=80))
def test_no_text_brings_it_down(text):
    refused = None
    try:
        tree_of(parse(text))
    except Diagnostic as diagnostic:
        refused = diagnostic.number
    assert refused is None or refused in MESSAGES
