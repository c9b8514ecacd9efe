"""The feed of changes: a mark for each changed thing, written in the transaction of the change."""

from django.db import migrations

# `xact` is the transaction of the mark. A follower reads what is visible, and remembers as done only what is
# older than the oldest transaction still running: no order of commits can make it pass a mark by.
FORWARD = """
CREATE TABLE search_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    source text NOT NULL,
    key text NOT NULL,
    at timestamptz NOT NULL DEFAULT statement_timestamp()
);
CREATE INDEX search_change_xact ON search_change (xact, id);

CREATE TABLE search_feed (
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
    trimmed_below xid8 NOT NULL DEFAULT '0'
);
INSERT INTO search_feed DEFAULT VALUES;

CREATE FUNCTION search_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rows text := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT %2$I AS key FROM rows_now'
        WHEN 'DELETE' THEN 'SELECT %2$I AS key FROM rows_before'
        ELSE 'SELECT %2$I AS key FROM rows_now UNION SELECT %2$I FROM rows_before'
    END;
BEGIN
    EXECUTE format(
        'INSERT INTO search_change (source, key) SELECT DISTINCT %1$L, key::text FROM (' || rows || ') AS changed '
        'WHERE key IS NOT NULL',
        TG_ARGV[0], TG_ARGV[1]
    );
    RETURN NULL;
END
$$;
"""

BACKWARD = """
DROP FUNCTION search_note_change() CASCADE;
DROP TABLE search_feed;
DROP TABLE search_change;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
