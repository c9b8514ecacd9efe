"""Stating an entry from a statement of a room's own, without another journey to the database."""

from django.db import migrations

APPEND = """
CREATE FUNCTION transparency_append(given_log text, given_body bytea, given_subject bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO transparency_logpending (log, body, subject) VALUES (given_log, given_body, given_subject);
END
$$
"""


class Migration(migrations.Migration):

    dependencies = [('transparency', '0002_logs')]

    operations = [
        migrations.RunSQL(APPEND, 'DROP FUNCTION transparency_append(text, bytea, bigint)'),
    ]
