"""Statements whose parameters the server puts in."""

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from shanyraq.kernel.statements import rows_of

pytestmark = pytest.mark.django_db


def test_parameters_arrive_as_they_were_given() -> None:
    given = ("Ә'\\", b"\x00\xff", 7, None, ["a", 'b"c'])
    assert rows_of("SELECT %s::text, %s::bytea, %s::bigint, %s::inet, %s::text[]", given) == [given]


def test_no_row_is_an_empty_list() -> None:
    assert rows_of("SELECT 1 WHERE %s = 2", [1]) == []


def test_an_error_of_the_database_is_one_of_django() -> None:
    with pytest.raises(DataError), transaction.atomic():
        rows_of("SELECT %s::integer", ["seven"])


def test_the_statement_is_counted_among_those_of_the_connection() -> None:
    with CaptureQueriesContext(connection) as asked:
        rows_of("SELECT %s::text", ["Абай"])
    assert [each["sql"] for each in asked.captured_queries] == ["SELECT $1::text"]
