"""Names find their authorities, or make them."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyraq.platform.vocabularies.actions.merging import merge_authorities
from shanyraq.platform.vocabularies.actions.resolving import Named, resolve
from shanyraq.platform.vocabularies.models import Authority, AuthorityIdentifier, AuthorityName

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, tzinfo=UTC)


def person(text: str, dates: str = "", script: str = "", **more: object) -> Named:
    return Named(kind="person", forms=((script, text),), dates=dates, **more)  # type: ignore[arg-type]  # of a test


def one_by_one(*named: Named) -> list[int | None]:
    return [resolve([each], at=AT)[0] for each in named]


FORMS = ("Әуезов, Мұхтар", "Äuezov, Mūhtar", "Auezov, Mukhtar", "Ауэзов, Мухтар", "Ауэзов, М. О.")


def test_forms_with_the_same_dates_meet_in_one_authority_at_once_and_one_by_one() -> None:
    at_once = resolve([person(text, "1897-1961") for text in FORMS], at=AT)
    assert len(set(at_once)) == 1
    assert one_by_one(*(person(text, "1897-1961") for text in FORMS)) == at_once
    authority = Authority.objects.get()
    assert (authority.kind, authority.born, authority.died, authority.dates) == (
        "person",
        1897,
        1961,
        "1897-1961",
    )
    assert set(authority.names.values_list("text", flat=True)) == set(FORMS)
    assert authority.names.get(is_preferred=True).text == FORMS[0]


def test_doubtful_ones_do_not_meet() -> None:
    dated, other_dates, undated, initials = resolve(
        [person(FORMS[0], "1897-1961"), person(FORMS[0], "1950-"), person(FORMS[0]), person("Әуезов, М.")],
        at=AT,
    )
    assert len({dated, other_dates, undated}) == 3
    assert initials is None


def test_undated_names_meet_when_wholly_the_same_and_a_patronymic_finds_the_dated_one() -> None:
    assert len(set(one_by_one(person("Дулатов, Міржақып"), person("Dulatov, Mırjaqyp")))) == 1
    dated, full = one_by_one(
        person("Бөкейхан, Әлихан Нұрмұхамедұлы", "1866-1937"), person("Бөкейхан, Әлихан Нұрмұхамедұлы")
    )
    assert dated == full


def test_a_number_in_common_is_enough_unless_the_births_differ() -> None:
    viaf = (("viaf", "29538862"),)
    one, two, three = one_by_one(
        person("Абай", identifiers=viaf, dates="1845-1904"),
        person("Құнанбаев, Ибраһим", identifiers=viaf),
        person("Сейфуллин, Сәкен", identifiers=viaf, dates="1894-1938"),
    )
    assert one == two != three
    assert AuthorityIdentifier.objects.filter(authority=one).count() == 1


def test_kinds_do_not_mix_and_bodies_meet_over_scripts() -> None:
    place, topic, again = resolve(
        [
            Named(kind=kind, forms=(("", text),))
            for kind, text in (("place", "Абай"), ("topic", "Абай"), ("place", "Abai"))
        ],
        at=AT,
    )
    assert place == again != topic


def test_a_merged_authority_is_never_found_again() -> None:
    one, other = resolve([person(FORMS[0], "1897-1961"), person(FORMS[0], "1898-")], at=AT)
    merge_authorities(
        authority=Authority.objects.get(pk=other), into=Authority.objects.get(pk=one), actor=None, at=AT
    )
    assert resolve([person(FORMS[1], "1898-")], at=AT) == [one]


def test_queries_do_not_grow_with_the_names_and_nothing_is_written_twice() -> None:
    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            resolve([person(f"Автор{count}x{n}, Серік", "1900-") for n in range(count)], at=AT)
        return len(captured)

    assert queries(2) == queries(150)
    before = AuthorityName.objects.count()
    queries(150)
    assert AuthorityName.objects.count() == before


@pytest.mark.parametrize("text", ["", ",", "—", "x" * 10_000, "А, " * 500])
def test_hostile_names_are_taken(text: str) -> None:
    assert len(resolve([person(text, "1900-"), person(text)], at=AT)) == 2
    assert resolve([], at=AT) == []
