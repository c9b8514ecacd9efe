"""Who accepted a witness of the logs and who ended it, with the reason; append-only by trigger."""

import django.db.models.deletion
from django.db import migrations, models

from shanyraq.platform.transparency.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("transparency", "0003_append_in_sql"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogWitnessChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_accepted", models.BooleanField(verbose_name="accepted")),
                ("reason", models.TextField(verbose_name="reason")),
                ("actor_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="transparency.logwitness",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a witness",
                "verbose_name_plural": "changes of witnesses",
                "ordering": ["at", "pk"],
            },
        ),
        append_only("transparency_logwitnesschange"),
    ]
