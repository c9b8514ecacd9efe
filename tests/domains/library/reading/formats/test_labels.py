import pytest
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.domains.library.reading.formats.labels import from_roman, labels_of, roman
from shanyraq.domains.library.reading.formats.scans import natural_key
from shanyraq.kernel.errors import Refusal


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        ("1-3", ["1", "2", "3"]),
        ("i-iv, 1–2", ["i", "ii", "iii", "iv", "1", "2"]),
        ("мұқаба; [2]; 5-6", ["мұқаба", "", "", "5", "6"]),
        ("IX-XI", ["IX", "X", "XI"]),
        ("A1-A3", ["A1", "A2", "A3"]),
        ("7", ["7"]),
        ("", []),
        (" , ;", []),
    ],
)
def test_labels_follow_the_rule(rule, labels):
    assert labels_of(rule, most=100) == labels


@pytest.mark.parametrize("rule", ["5-2", "i-5", "iiii-x", "x" * 41])
def test_a_rule_that_is_not_understood_is_named(rule):
    with pytest.raises(Refusal) as refused:
        labels_of(rule, most=100)
    assert (refused.value.code, refused.value.field) == ("label_rule", "rule")
    assert rule[:40] in str(refused.value)


def test_labels_stop_where_the_pages_stop():
    assert labels_of("1-999999999", most=3) == ["1", "2", "3"]


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_as_they_are_written(number):
    assert from_roman(roman(number)) == number


@given(st.text(max_size=20))
def test_any_rule_gives_labels_or_a_refusal(rule):
    try:
        found = labels_of(rule, most=50)
    except Refusal as refusal:
        found = [refusal.code]
    assert len(found) <= 50


def test_names_are_sorted_as_people_count():
    names = ["бет10.tif", "бет2.tif", "Бет1.tif", "a.tif", "бет 2b.tif", "02.tif", "1.tif"]
    assert sorted(names, key=natural_key) == [
        "1.tif", "02.tif", "a.tif", "Бет1.tif", "бет2.tif", "бет10.tif", "бет 2b.tif",
    ]  # fmt: skip  # a list of words reads better in lines than in a column
