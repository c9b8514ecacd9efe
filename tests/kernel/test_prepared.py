"""Queries whose SQL is written once: the values are new each time, the text is not."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from shanyraq.domains.library.network.models import Branch, Library
from shanyraq.kernel.prepared import Prepared, PreparedRecords, Slot, among, names_of
from shanyraq.kernel.translated import TranslatedText
from tests.factories.library import MemberBranchFactory, MemberFactory

pytestmark = pytest.mark.django_db


def members_called() -> QuerySet[Any, Any]:
    found = Library.objects.filter(code=Slot("code"), isil__startswith=Slot("isil"))
    return found.order_by("pk").values_list("pk", "code")


def test_query_is_written_once_and_asked_with_other_values() -> None:
    first, second = (MemberFactory(code=code, isil=f"KZ-{code}") for code in ("kui", "zhyr"))
    built = []
    query = Prepared(lambda: built.append(1) or members_called())

    assert query.rows(code="kui", isil="KZ") == [(first.pk, "kui")]
    assert query.rows(code="zhyr", isil="KZ") == [(second.pk, "zhyr")]
    assert query.rows(code="zhyr", isil="RU") == []
    assert built == [1]


def test_value_stays_a_value() -> None:
    MemberFactory(code="kui", isil="KZ-1")
    query = Prepared(members_called)

    for hostile in ("' OR '1'='1", "%", "%s", "kui'; DROP TABLE library_network_library; --"):
        assert query.rows(code=hostile, isil="KZ") == []
        assert query.rows(code="kui", isil=hostile) == []


def test_slot_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="isil"):
        Prepared(members_called).rows(code="kui")


def test_among_takes_lists_of_any_length() -> None:
    keys = [MemberFactory(code=f"m{number}").pk for number in range(3)]
    query = Prepared(lambda: Library.objects.filter(among("pk", "keys")).order_by("code").values_list("code"))

    for count in (3, 1, 0):
        assert query.rows(keys=keys[:count]) == [(f"m{number}",) for number in range(count)]


def test_rows_are_converted_as_the_fields_do() -> None:
    member = MemberFactory(name=TranslatedText(kk="Дала", en="Steppe"))
    query = Prepared(lambda: Library.objects.filter(pk=Slot("id")).values_list("name", "code"))

    [(name, code)] = query.rows(id=member.pk)
    assert (name, code) == (TranslatedText(kk="Дала", en="Steppe"), member.code)


def test_records_are_what_the_queryset_gives() -> None:
    branch = MemberBranchFactory(latitude=43.2, services=["wifi"])
    query = PreparedRecords(lambda: Branch.objects.filter(is_pickup=True, library_id=Slot("library")))

    with CaptureQueriesContext(connection) as asked:
        [record] = query.records(library=branch.library_id)
        read = [getattr(record, name) for name in names_of(Branch)]
    usual = Branch.objects.get(pk=branch.pk)
    assert len(asked) == 1
    assert record == usual
    assert read == [getattr(usual, name) for name in names_of(Branch)]
    assert (record.get_deferred_fields(), record._state.adding) == (set(), False)
