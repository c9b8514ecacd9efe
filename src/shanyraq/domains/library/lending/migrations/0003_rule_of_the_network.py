"""The rule that holds where a library has made none of its own."""

from datetime import date

from django.db import migrations


def make_rule(apps, _schema_editor):
    apps.get_model("library_lending", "LendingRule").objects.get_or_create(
        library=None, item_type="", in_force_from=date(2020, 1, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("library_lending", "0002_rules_are_never_rewritten")]

    operations = [migrations.RunPython(make_rule, migrations.RunPython.noop)]
