"""Many rows in one statement."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from shanyraq.kernel.bulk import columns_of, numbers, table_of, texts

pytestmark = pytest.mark.django_db
ROWS = [
    (1, 'Абай "жолы"\n\\N {a,b}', True, datetime(2026, 11, 26, 12, 0, tzinfo=UTC)),
    (-(2**63), None, False, None),
    (7, "%s ' ٴتىل 书", None, datetime(1900, 1, 1, tzinfo=UTC)),
]
TYPES = {"id": "bigint", "title": "text", "is_old": "boolean", "at": "timestamptz"}


def select(sql: str, parameters: list[str]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.mark.parametrize("rows", [ROWS, [], ROWS * 500], ids=len)
def test_rows_come_back_as_they_went_in_their_order(rows: list[tuple[object, ...]]) -> None:
    statement = f"SELECT * FROM {table_of('new', **TYPES)}"  # noqa: S608 - what is tested
    assert select(statement, columns_of(rows, 4)) == rows


def test_numbers_and_texts_are_looked_for() -> None:
    assert select("SELECT 5 = ANY(%s::bigint[]), 6 = ANY(%s::bigint[])", [numbers([5, 7]), numbers([])]) == [
        (True, False)
    ]
    wanted = "SELECT %s = ANY(ARRAY(SELECT json_array_elements_text(%s::json)))"
    assert select(wanted, ['а"б', texts(['а"б', "в"])]) == [(True,)]
    assert select(wanted, ["а", texts([])]) == [(False,)]
