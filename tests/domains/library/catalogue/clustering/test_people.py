"""Names of persons."""

import pytest

from shanyraq.domains.library.catalogue.clustering.people import agree, name_of, names_of
from tests.factories.descriptions import agent

AUEZOV = name_of("Әуезов, Мұхтар Омарханұлы", "person", "1897-1961")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Äuezov, Mūhtar", "1897-1961"),
        ("Auezov, Mukhtar", "1897-1961"),
        ("Ауэзов, Мухтар Омарханович", ""),
        ("Ауэзов, М. О.", "1897-1961"),
        ("Мұхтар Әуезов", ""),
        ("اۋەزوۆ, مۇحتار", ""),
    ],
)
def test_forms_of_one_name_agree(text: str, dates: str) -> None:
    assert agree(AUEZOV, name_of(text, "person", dates))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Әуезов, Мұхтар", "1930-"),
        ("Әуезов, Ғабит", ""),
        ("Әуезов, С.", ""),
        ("Мүсірепов, Мұхтар", ""),
        ("", ""),
    ],
)
def test_other_persons_do_not_agree(text: str, dates: str) -> None:
    assert not agree(AUEZOV, name_of(text, "person", dates))


def test_bodies_are_compared_whole() -> None:
    assert agree(name_of("Қазақ университеті", "body"), name_of("Qazaq universitetı", "body"))
    assert not agree(name_of("Қазақ университеті", "body"), name_of("Ғылым академиясы", "body"))


def test_names_of_gives_every_script_once() -> None:
    author = agent("Әуезов, Мұхтар", "", "Cyrl")
    author["name"]["others"] = [["Latn", "Äuezov, Mūhtar"], ["Latn", "Auezov, Mukhtar Omarkhanuly"]]
    assert [name.given for name in names_of(author)] == [("мухтар",), ("мухтар", "омарханули")]
