"""Indexes for harvesters: records in the order of their last change, of all members and of one."""

from django.db import migrations

CREATE = """
CREATE INDEX library_record_changes ON library_catalogue_record (changed_at, id);
CREATE INDEX library_record_changes_of_member ON library_catalogue_record (library_id, changed_at, id);
"""
DROP = "DROP INDEX library_record_changes; DROP INDEX library_record_changes_of_member;"


class Migration(migrations.Migration):
    dependencies = [("library_catalogue", "0002_cluster_actions_only_grow")]
    operations = [migrations.RunSQL(CREATE, DROP)]
