"""A ground of refusal on which petitions stand may be told in a further language; its words stay as they are."""

from django.db import migrations

PART = """
CREATE OR REPLACE FUNCTION petitions_keep_part_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;{more}
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

LANGUAGES = """
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'title' = to_jsonb(NEW) - 'title'
        AND to_jsonb(NEW)->'title' @> (to_jsonb(OLD)->'title') THEN
        RETURN NEW;
    END IF;"""


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0066_places_in_use_are_kept"),
    ]

    operations = [migrations.RunSQL(PART.format(more=LANGUAGES), PART.format(more=""))]
