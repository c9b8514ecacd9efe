"""Tables that only grow: a migration operation that has the database refuse UPDATE, DELETE and TRUNCATE."""

from django.db.migrations.operations import RunSQL

TRIGGER = "append_only"

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The table % is append-only: % is refused.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$
"""


def append_only(table: str) -> RunSQL:
    """The operation that makes *table* append-only; any room's migration may use it.

    A statement trigger refuses also what would touch no row, so nobody learns by trial that a gap is there.
    """
    name = '"' + table.replace('"', '""') + '"'
    return RunSQL(
        sql=[
            FUNCTION,
            f"""
            CREATE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE OR TRUNCATE ON {name}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
            """,
        ],
        reverse_sql=f"DROP TRIGGER IF EXISTS {TRIGGER} ON {name}",
    )
