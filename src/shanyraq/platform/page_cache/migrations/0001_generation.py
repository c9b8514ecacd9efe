"""The generation of pages: one number that grows with every transaction that changes what pages show."""

from django.db import migrations

# A change is noted once per transaction and the number grows when that commits, by a deferred trigger: the
# row is locked only for the moment of the commit, so writers neither queue behind a long transaction nor
# can they lock each other out.
FORWARD = """
CREATE TABLE page_cache_generation (
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
    number bigint NOT NULL
);
INSERT INTO page_cache_generation (number) VALUES (1);

CREATE TABLE page_cache_noted (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);

CREATE FUNCTION page_cache_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    transaction_now text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('shanyraq.page_cache_noted', true) IS DISTINCT FROM transaction_now THEN
        PERFORM set_config('shanyraq.page_cache_noted', transaction_now, true);
        INSERT INTO page_cache_noted DEFAULT VALUES;
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION page_cache_advance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM page_cache_noted WHERE id = NEW.id;
    INSERT INTO page_cache_generation (number) VALUES (1)
        ON CONFLICT (sole) DO UPDATE SET number = page_cache_generation.number + 1;
    NOTIFY page_cache;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER page_cache_advance AFTER INSERT ON page_cache_noted
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION page_cache_advance();
"""

BACKWARD = """
DROP FUNCTION page_cache_note_change() CASCADE;
DROP TABLE page_cache_noted;
DROP FUNCTION page_cache_advance();
DROP TABLE page_cache_generation;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
