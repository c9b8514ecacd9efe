"""A version of a lending rule stays as it was, but for the day on which it ends."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION library_refuse_change_of_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'in_force_until' IS DISTINCT FROM to_jsonb(OLD) - 'in_force_until' THEN
        RAISE EXCEPTION 'A lending rule is not changed: add a new version.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$
"""
TRIGGER = """
CREATE TRIGGER library_rule_stays BEFORE UPDATE ON library_lending_lendingrule
FOR EACH ROW EXECUTE FUNCTION library_refuse_change_of_rule()
"""


class Migration(migrations.Migration):
    dependencies = [("library_lending", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=[FUNCTION, TRIGGER],
            reverse_sql=[
                "DROP TRIGGER library_rule_stays ON library_lending_lendingrule",
                "DROP FUNCTION library_refuse_change_of_rule()",
            ],
        )
    ]
