"""A digital loan stands on one of the copies that the library may lend, whoever writes the row."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION library_digital_loan_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.copy > (SELECT copies FROM library_reading_digitaledition WHERE id = NEW.edition_id) THEN
        RAISE EXCEPTION 'digital edition % has no copy %', NEW.edition_id, NEW.copy
            USING ERRCODE = 'check_violation', CONSTRAINT = 'library_digital_loan_copies';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER library_digital_loan_copies BEFORE INSERT OR UPDATE OF copy, edition_id
    ON library_reading_digitalloan FOR EACH ROW EXECUTE FUNCTION library_digital_loan_copies();
"""
BACKWARD = """
DROP TRIGGER library_digital_loan_copies ON library_reading_digitalloan;
DROP FUNCTION library_digital_loan_copies();
"""


class Migration(migrations.Migration):
    dependencies = [("library_reading", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
