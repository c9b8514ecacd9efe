"""Keys of names."""

import pytest

from shanyraq.platform.vocabularies.keys import (
    given_names_agree,
    is_full,
    is_telling,
    key_of,
    short_key_of,
    years_of,
)


@pytest.mark.parametrize(
    "text", ["Әуезов, Мұхтар", "Äuezov, Mūhtar", "Auezov, Mukhtar", "Ауэзов, Мухтар", "Мұхтар Әуезов"]
)
def test_key_of_a_person_is_the_same_in_every_script(text: str) -> None:
    key = key_of(text, "person")
    assert key == "person ауезов мухтар"
    assert short_key_of(key, 1897) == "ауезов м 1897"
    assert short_key_of(key, None) == ""


def test_keys_tell_kinds_apart_and_are_bounded() -> None:
    assert key_of("Алматы", "place") != key_of("Алматы", "topic")
    assert len(key_of("а б " * 500, "topic")) == 200
    assert short_key_of(key_of("Алматы", "place"), 1854) == ""


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        ("1897-1961", (1897, 1961)),
        ("1936-", (1936, None)),
        ("b. 1936", (1936, None)),
        ("-1904", (None, 1904)),
        ("870 – 950", (870, 950)),
        ("", (None, None)),
        ("XIX в.", (None, None)),
        ("1897-1961-2000", (1897, 1961)),
    ],
)
def test_years_of_reads_dates_as_written(dates: str, years: tuple[int | None, int | None]) -> None:
    assert years_of(dates) == years


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        ("Әуезов, Мұхтар Омарханұлы", "Ауэзов, Мухтар Омарханович", True),
        ("Әуезов, Мұхтар", "Ауэзов, М. О.", True),
        ("Әуезов, Мұхтар", "Әуезов, Мұрат", False),
        ("Әуезов, М.", "Әуезов, С.", False),
        ("Әуезов, Мұхтар Омарханұлы", "Әуезов, Мұхтар Бекенұлы", False),
    ],
)
def test_given_names_agree_by_initials_and_patronymics(one: str, other: str, *, agrees: bool) -> None:
    assert given_names_agree(key_of(one, "person"), key_of(other, "person")) is agrees


def test_a_key_tells_enough_only_with_a_whole_given_name() -> None:
    assert [
        is_telling(key_of(text, "person")) for text in ("Әуезов, Мұхтар", "Әуезов, М.", "Әуезов", "")
    ] == [
        True,
        False,
        False,
        False,
    ]
    assert is_full(key_of("Әуезов, Мұхтар Омарханұлы", "person"))
    assert not is_full(key_of("Әуезов, М. О.", "person"))
    assert is_telling(key_of("Алматы", "place"))
    assert not is_telling(key_of("—", "place"))
