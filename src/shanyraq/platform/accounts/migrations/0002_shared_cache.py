"""The table of Django's DatabaseCache, shared by all nodes.

Rate limits and short-lived marks may be lost in a crash, so the table is unlogged: it costs no write-ahead log.
"""

from django.db import migrations

CREATE = """
CREATE UNLOGGED TABLE shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_users")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE shared_cache")]
