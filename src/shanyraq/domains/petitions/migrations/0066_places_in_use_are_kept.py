"""An addressee on which submitted petitions stand keeps address, kind and territory; a territory its kind and place.

Who may sign follows from them. The code of a territory never changes: it stands in every signature. Whoever
changes one locks the addressees first, as a petition that is being submitted holds its own: of the two the later
sees the other.
"""

from django.db import migrations

REQUIRE = """
CREATE FUNCTION petitions_require_unnamed(bodies bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM petitions_body WHERE id = ANY(bodies) ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM petitions_petition WHERE body_id = ANY(bodies) AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Petitions stand on it: it cannot be changed.' USING ERRCODE = 'restrict_violation';
    END IF;
END
$$
"""

BODY = """
CREATE FUNCTION petitions_keep_body() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM petitions_require_unnamed(ARRAY[OLD.id]);
    RETURN NEW;
END
$$
"""

TERRITORY = """
CREATE FUNCTION petitions_keep_territory() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.code <> OLD.code THEN
        RAISE EXCEPTION 'The code of a territory stands in signatures: it cannot be changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM petitions_require_unnamed(ARRAY(
        SELECT id FROM petitions_body WHERE territory_id IN (OLD.code, OLD.parent_id, NEW.parent_id)
    ));
    RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0065_signatures_by_time"),
    ]

    operations = [
        migrations.RunSQL(REQUIRE, "DROP FUNCTION petitions_require_unnamed(bigint[])"),
        migrations.RunSQL(BODY, "DROP FUNCTION petitions_keep_body()"),
        migrations.RunSQL(TERRITORY, "DROP FUNCTION petitions_keep_territory()"),
        migrations.RunSQL(
            """
            CREATE TRIGGER keep_what_counts BEFORE UPDATE ON petitions_body FOR EACH ROW
            WHEN ((OLD.slug, OLD.kind, OLD.territory_id) IS DISTINCT FROM (NEW.slug, NEW.kind, NEW.territory_id))
            EXECUTE FUNCTION petitions_keep_body()
            """,
            "DROP TRIGGER keep_what_counts ON petitions_body",
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER keep_what_counts BEFORE UPDATE ON petitions_territory FOR EACH ROW
            WHEN ((OLD.code, OLD.kind, OLD.parent_id) IS DISTINCT FROM (NEW.code, NEW.kind, NEW.parent_id))
            EXECUTE FUNCTION petitions_keep_territory()
            """,
            "DROP TRIGGER keep_what_counts ON petitions_territory",
        ),
    ]
