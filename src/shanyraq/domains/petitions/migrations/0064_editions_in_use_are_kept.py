"""An edition of the rules on which petitions stand keeps its day, numbers, thresholds and grounds.

Whoever changes one locks the edition first, as a petition that is being submitted holds it: of the two the
later sees the other. Words that explain (source, doubt, sources of the numbers) may be mended.
"""

from django.db import migrations

KEPT = (
    "code",
    "in_force_date",
    "moderation_days",
    "correction_days",
    "appeal_days",
    "appeal_review_days",
    "opening_quorum",
    "opening_days",
    "collection_months",
    "registration_days",
    "central_review_days",
    "local_review_days",
    "retention_months",
)

REQUIRE = """
CREATE FUNCTION petitions_require_unused_edition(edition bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM petitions_edition WHERE id = edition FOR UPDATE;
    IF EXISTS (SELECT 1 FROM petitions_petition WHERE edition_id = edition) THEN
        RAISE EXCEPTION 'Petitions stand on the edition %: it cannot be changed.', edition
            USING ERRCODE = 'restrict_violation';
    END IF;
END
$$
"""

EDITION = """
CREATE FUNCTION petitions_keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM petitions_require_unused_edition(OLD.id);
    RETURN NEW;
END
$$
"""

PART = """
CREATE FUNCTION petitions_keep_part_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM petitions_require_unused_edition(OLD.edition_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM petitions_require_unused_edition(NEW.edition_id);
        RETURN NEW;
    END IF;
    RETURN OLD;
END
$$
"""


def _row(of: str) -> str:
    return ", ".join(f"{of}.{name}" for name in KEPT)


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0063_sources_and_retention"),
    ]

    operations = [
        migrations.RunSQL(REQUIRE, "DROP FUNCTION petitions_require_unused_edition(bigint)"),
        migrations.RunSQL(EDITION, "DROP FUNCTION petitions_keep_edition()"),
        migrations.RunSQL(PART, "DROP FUNCTION petitions_keep_part_of_edition()"),
        migrations.RunSQL(
            f"""
            CREATE TRIGGER keep_edition BEFORE UPDATE ON petitions_edition FOR EACH ROW
            WHEN (({_row("OLD")}) IS DISTINCT FROM ({_row("NEW")}))
            EXECUTE FUNCTION petitions_keep_edition()
            """,
            "DROP TRIGGER keep_edition ON petitions_edition",
        ),
        *(
            migrations.RunSQL(
                f"""
                CREATE TRIGGER keep_edition BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW
                EXECUTE FUNCTION petitions_keep_part_of_edition()
                """,
                f"DROP TRIGGER keep_edition ON {table}",
            )
            for table in ("petitions_thresholdrule", "petitions_ground")
        ),
    ]
