import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.platform.search.asking.parsing import (
    LONGEST,
    MOST_CLAUSES,
    Atom,
    Clause,
    cleaned,
    field_names,
    parse,
)


def word(text, **rest):
    return Clause((Atom(text, **rest),))


def phrase(text, **rest):
    return word(text, is_phrase=True, **rest)


def without(clause):
    return Clause(clause.alternatives, is_excluded=True)


def read(query):
    return parse(cleaned(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ()),
        ("   ", ()),
        ("абай", (word("абай"),)),
        ("абай жолы", (word("абай"), word("жолы"))),
        ('"абай жолы"', (phrase("абай жолы"),)),
        ("“абай жолы”", (phrase("абай жолы"),)),
        ("„абай жолы“", (phrase("абай жолы"),)),
        ("«абай жолы»", (phrase("абай жолы"),)),
        ("「国家博物馆」", (phrase("国家博物馆"),)),
        ('"абай"', (phrase("абай"),)),
        ("«абай»", (word("абай"),)),
        ("« абай »", (word(" абай "),)),
        ('роман "абай жолы" 1942', (word("роман"), phrase("абай жолы"), word("1942"))),
        ("музей -алматы", (word("музей"), without(word("алматы")))),
        ("музей \u2212алматы", (word("музей"), without(word("алматы")))),
        ('-"абай жолы" роман', (without(phrase("абай жолы")), word("роман"))),
        ("-title:абай", (without(word("абай", name="title")),)),
        ("title:абай", (word("абай", name="title"),)),
        ('author:"мұхтар әуезов"', (phrase("мұхтар әуезов", name="author"),)),
        ("author:«әуезов»", (word("әуезов", name="author"),)),
        ("isbn:978-601-01-2345-6", (word("978-601-01-2345-6", name="number"),)),
        ("ақ-қара", (word("ақ-қара"),)),
        ("ҚР-123/45", (word("ҚР-123/45"),)),
        ("84(5Қаз)6-5", (word("84(5Қаз)6-5"),)),
        ("абай OR шоқан", (Clause((Atom("абай"), Atom("шоқан"))),)),
        ("абай OR шоқан OR ыбырай", (Clause((Atom("абай"), Atom("шоқан"), Atom("ыбырай"))),)),
        ('a OR "b c" d', (Clause((Atom("a"), Atom("b c", is_phrase=True))), word("d"))),
        ("title:a OR author:b", (Clause((Atom("a", name="title"), Atom("b", name="author"))),)),
    ],
)
def test_query_is_read(query, expected):
    assert read(query) == expected


@pytest.mark.parametrize("operator", ["OR", "НЕМЕСЕ", "ИЛИ", "VEYA", "OU", "أو", "|", "||"])
def test_or_in_the_languages(operator):
    assert read(f"абай {operator} шоқан") == (Clause((Atom("абай"), Atom("шоқан"))),)


@pytest.mark.parametrize("query", ["a or b", "a немесе b", "a или b"])
def test_or_in_small_letters_is_a_word(query):
    assert [clause.alternatives[0].text for clause in read(query)] == query.split()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("OR", (word("OR"),)),
        ("ИЛИ", (word("ИЛИ"),)),
        ("OR абай", (word("OR"), word("абай"))),
        ("абай OR", (word("абай"), word("OR"))),
        ("a OR OR b", (Clause((Atom("a"), Atom("OR"))), word("b"))),
        ("| a", (word("a"),)),
        ("a |", (word("a"),)),
        ('"абай', (word('"абай'),)),
        ('абай"', (word('абай"'),)),
        ('"абай жолы', (word('"абай'), word("жолы"))),
        ("«абай жолы", (word("«абай"), word("жолы"))),
        ('" "', ()),
        ('""', ()),
        ("-", ()),
        ("--", ()),
        ("- абай", (word("абай"),)),
        ("абай -", (word("абай"),)),
        ("--абай", (without(word("-абай")),)),
        ("12:30", (word("12:30"),)),
        ("unknown:абай", (word("unknown:абай"),)),
        ("title:", (word("title:"),)),
        (":абай", (word(":абай"),)),
        ("https://example.kz/a", (word("https://example.kz/a"),)),
        ("-a OR b", (without(word("a")), word("b"))),
        ("a OR -b", (word("a"), without(word("b")))),
        ("+a ~b *c (d)", (word("+a"), word("~b"), word("*c"), word("(d)"))),
    ],
)
def test_stray_operator_is_text(query, expected):
    assert read(query) == expected


def test_only_exclusions_are_kept():
    assert read('-абай -"абай жолы" -title:жол') == (
        without(word("абай")),
        without(phrase("абай жолы")),
        without(word("жол", name="title")),
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("title", "title"),
        ("Title", "title"),
        ("тақырып", "title"),
        ("название", "title"),
        ("başlık", "title"),
        ("عنوان", "title"),
        ("标题", "title"),
        ("titre", "title"),
        ("título", "title"),
        ("автор", "author"),
        ("АВТОР", "author"),
        ("yazar", "author"),
        ("المؤلف", "author"),
        ("作者", "author"),
        ("auteur", "author"),
        ("жылы", "year"),
        ("год", "year"),
        ("année", "year"),
        ("año", "year"),
        ("орын", "place"),
        ("место", "place"),
        ("пән", "subject"),
        ("тема", "subject"),
        ("нөмір", "number"),
        ("номер", "number"),
        ("رقم", "number"),
    ],
)
def test_field_may_be_named_in_every_language(name, meant):
    assert read(f"{name}:абай") == (word("абай", name=meant),)


def test_every_field_has_a_name_in_each_of_the_eight_languages():
    names = field_names()
    scripts = {"title": 0, "author": 0, "place": 0, "year": 0, "subject": 0, "number": 0}
    for name in names.values():
        scripts[name] += 1
    assert set(names.values()) == set(scripts)
    assert min(scripts.values()) >= 8
    assert all(alias == alias.lower() for alias in names)


def test_cleaned_query_is_one_printable_line_of_bounded_length():
    assert cleaned(" абай\n\tжолы\x00\u200b \ud800 ") == "абай жолы"
    assert cleaned("می\u200cخواهم") == "می\u200cخواهم"
    assert len(cleaned("абай " * 1000)) <= LONGEST


def test_at_most_so_many_clauses_are_read():
    assert len(read(" ".join(str(number) for number in range(100)))) == MOST_CLAUSES


PARTS = st.sampled_from(
    ['"', "«", "»", "“", "„", "「", "-", "\u2212", ":", "title:", "автор:", " ", "  ", "OR", "ИЛИ", "|", "||",
     "абай", "museum", "博物馆", "كتاب", "84(5Қаз)6-5", "'", "\x00", "\ud83d", "(", ")", "*", "~", "^", "\\"]
)  # fmt: skip  # a table, read row by row


@given(st.lists(PARTS, max_size=30).map("".join) | st.text(max_size=400))
def test_no_text_is_refused(query):
    text = cleaned(query)
    assert text == cleaned(text)
    assert len(text) <= LONGEST
    clauses = parse(text)
    assert len(clauses) <= MOST_CLAUSES
    for clause in clauses:
        assert clause.alternatives
        assert all(any(sign.isalnum() for sign in atom.text) for atom in clause.alternatives)


@pytest.mark.parametrize("unit", ["абай ", '"', "«", "-", "a:", "OR ", '"a" ', "«a", "a", "\u0301", ": "])
def test_hundred_kilobytes_are_read_at_once(unit):
    begun = time.process_time()
    read(unit * (100_000 // len(unit)))
    assert time.process_time() - begun < 0.5
