"""Citations, compared letter by letter."""

from dataclasses import replace

import pytest

from shanyraq.domains.library.catalogue.description import Agent, Description, Heading
from shanyraq.domains.library.catalogue.exports.citations.apa import apa_text
from shanyraq.domains.library.catalogue.exports.citations.bibtex import bibtex, escaped
from shanyraq.domains.library.catalogue.exports.citations.gost import gost_2003, gost_2018
from shanyraq.domains.library.catalogue.exports.citations.ris import ris
from tests.factories.library_catalogue import ABAI, WAR


def test_gost_of_2018():
    assert gost_2018(WAR) == (
        "Ауэзов, М. О. Путь Абая / М. О. Ауэзов. – Москва : Художественная литература, 1971. – 624 с. – "
        "Текст : непосредственный."
    )
    assert gost_2018(ABAI) == (
        "Әуезов, М. О. Абай жолы. 1-кітап : роман-эпопея / М. О. Әуезов ; ред. Ж. Нұрмұхан. – 2-бас. – "
        "Алматы : Жазушы, 1989. – 608 б. ; 21 см. – (Қазақ романы ; 3). – ISBN 9785605006572. – "
        "Мәтін : тікелей."
    )


def test_gost_of_2003_names_the_material():
    assert gost_2003(WAR) == (
        "Ауэзов, М. О. Путь Абая [Текст] / М. О. Ауэзов. – Москва : Художественная литература, 1971. – 624 с."
    )


def test_heading_of_one_word_ends_with_a_full_stop():
    homer = Agent(name=Heading(text="Гомер"), roles=("aut",), is_main=True)
    told = replace(WAR, title=Heading(text="Одиссея"), agents=(homer,))
    assert gost_2018(told).startswith("Гомер. Одиссея / Гомер. – Москва")
    assert gost_2003(told).startswith("Гомер. Одиссея [Текст] / Гомер. – Москва")


def test_four_authors_stand_under_the_title():
    agents = tuple(Agent(name=Heading(text=f"Автор{n}, Имя"), roles=("aut",)) for n in range(5))
    told = replace(WAR, agents=agents)
    assert gost_2018(told).startswith("Путь Абая / И. Автор0, И. Автор1, И. Автор2 [и др.]. – Москва")


def test_apa():
    assert apa_text(WAR) == "Ауэзов, М. О. (1971). Путь Абая. Художественная литература."
    assert apa_text(ABAI) == "Әуезов, М. О. (1989). Абай жолы. 1-кітап: роман-эпопея (2nd ed.). Жазушы."
    assert apa_text(Description(title=Heading(text="Без автора"))) == "Без автора. (n.d.)."


def test_ris():
    assert ris(WAR, "https://x/1").split("\r\n") == [
        "TY  - BOOK",
        "AU  - Ауэзов, Мухтар Омарханович",
        "TI  - Путь Абая",
        "PY  - 1971",
        "PB  - Художественная литература",
        "CY  - Москва",
        "SP  - 624",
        "LA  - rus",
        "UR  - https://x/1",
        "ER  - ",
        "",
    ]


def test_bibtex_escapes_what_tex_reads():
    told = replace(WAR, title=Heading(text="100% {A} & B_C #1 $x$ ~ ^ \\end"), publishers=("Smith and Sons",))
    entry = bibtex(told, "key", "https://x/1")
    assert entry.startswith("@book{key,\n")
    signs = r"100\% \{A\} \& B\_C \#1 \$x\$ \textasciitilde{} \textasciicircum{} \textbackslash{}end"
    assert f"title     = {{{{{signs}}}}}" in entry
    assert "author    = {Ауэзов, Мухтар Омарханович}" in entry
    assert entry.count("{") == entry.count("}")


def test_a_name_with_and_stays_one():
    body = Agent(name=Heading(text="Тіл and Ой, институты"), kind="body", is_main=True)
    assert "{Тіл and Ой, институты}" in bibtex(replace(WAR, agents=(body,)), "k", "a")


@pytest.mark.parametrize("cite", [gost_2018, gost_2003, apa_text])
def test_an_empty_description_is_no_error(cite):
    assert isinstance(cite(Description()), str)
    assert escaped("") == ""
