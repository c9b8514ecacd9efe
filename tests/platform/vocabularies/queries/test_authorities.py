"""Authorities found and named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanyraq.platform.vocabularies.models import Authority, AuthorityName
from shanyraq.platform.vocabularies.queries.authorities import find_authorities, shown_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def auezov() -> Authority:
    made = Authority.objects.create(kind="person", dates="1897-1961")
    AuthorityName.objects.create(
        authority=made, text="Әуезов, Мұхтар", language="kaz", script="Cyrl", is_preferred=True
    )
    AuthorityName.objects.create(authority=made, text="Ауэзов, Мухтар", language="rus", script="Cyrl")
    AuthorityName.objects.create(authority=made, text="Auezov, Mukhtar", language="eng", script="Latn")
    return made


def test_years_and_keys_follow_what_is_written(auezov: Authority) -> None:
    assert (auezov.born, auezov.died) == (1897, 1961)
    assert set(auezov.names.values_list("key", "short_key")) == {("person ауезов мухтар", "ауезов м 1897")}
    assert str(auezov) == "Әуезов, Мұхтар 1897-1961"


@pytest.mark.parametrize(
    ("text", "dates"), [("Äuezov, Mūhtar", ""), ("Ауэзов, М.", "1897-"), ("Мухтар Ауэзов", "1897")]
)
def test_a_name_in_any_script_is_found(auezov: Authority, text: str, dates: str) -> None:
    assert list(find_authorities(text, kind="person", dates=dates)) == [auezov]


@pytest.mark.parametrize(
    ("text", "kind", "dates"), [("Әуезов, Мұхтар", "place", ""), ("Әуезов, Мұхтар", "person", "1950-")]
)
def test_others_are_not_found(auezov: Authority, text: str, kind: str, dates: str) -> None:
    assert list(find_authorities(text, kind=kind, dates=dates)) == []


@pytest.mark.parametrize(
    ("language", "text", "bcp47"),
    [
        ("kk", "Әуезов, Мұхтар", "kk"), ("ru", "Ауэзов, Мухтар", "ru"), ("en", "Auezov, Mukhtar", "en"),
        ("tr", "Auezov, Mukhtar", "en"), ("ar", "Auezov, Mukhtar", "en"),
    ],
)  # fmt: skip  # a table, read row by row
def test_a_reader_sees_the_nearest_name(auezov: Authority, language: str, text: str, bcp47: str) -> None:
    shown = shown_names([auezov.pk], language)[auezov.pk]
    assert (shown.text, shown.bcp47) == (text, bcp47)


def test_names_of_many_cost_one_query(auezov: Authority) -> None:
    ids = [auezov.pk, *(Authority.objects.create(kind="topic").pk for _each in range(5))]
    with CaptureQueriesContext(connection) as captured:
        assert list(shown_names(ids, "kk")) == [auezov.pk]
    assert len(captured) == 1
