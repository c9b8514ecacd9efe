"""Changes of clusters are a register: the database refuses to change or remove them."""

from django.db import migrations

from shanyraq.platform.transparency.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("library_catalogue", "0001_initial")]

    operations = [append_only("library_catalogue_clusteraction")]
