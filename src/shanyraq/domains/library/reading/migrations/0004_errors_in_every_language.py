"""Errors of background work are stored as codes with values, and told in the reader's language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library_reading", "0003_versions_of_texts")]
    operations = [
        migrations.AlterField(
            model_name="digitalpage",
            name="error",
            field=models.TextField(blank=True, verbose_name="error"),
        ),
        migrations.AlterField(
            model_name="sourcefile",
            name="error",
            field=models.TextField(blank=True, verbose_name="error"),
        ),
    ]
