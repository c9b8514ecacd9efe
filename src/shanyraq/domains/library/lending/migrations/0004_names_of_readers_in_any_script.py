"""Readers are found by name in any script."""

import django.db.models.deletion
from django.db import migrations, models

from shanyraq.domains.library.lending.rules.names import name_keys

AT_ONCE = 2000


def fold_names(apps, _schema_editor):
    word = apps.get_model("library_lending", "ReaderName")
    readers = apps.get_model("library_network", "Reader").objects.values_list("pk", "name")
    batch = []
    for pk, name in readers.iterator(AT_ONCE):
        batch += [word(reader_id=pk, key=key) for key in name_keys(name)]
        if len(batch) >= AT_ONCE:
            word.objects.bulk_create(batch)
            batch = []
    word.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("library_lending", "0003_rule_of_the_network"), ("library_network", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ReaderName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_words",
                        to="library_network.reader",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["key"],
                        name="library_reader_name_begins",
                        opclasses=["varchar_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["reader", "key"], name="library_reader_name_once")
                ],
            },
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
