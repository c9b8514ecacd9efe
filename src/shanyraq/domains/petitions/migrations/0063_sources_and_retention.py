"""Where each number of an edition was read, and who held and released the retention of a petition."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("petitions", "0062_sign_in_one_statement"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="sources",
            field=models.JSONField(blank=True, default=dict, verbose_name="sources of the numbers"),
        ),
        migrations.CreateModel(
            name="RetentionChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("held", "personal data is held"),
                            ("released", "personal data is released"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_changes",
                        to="petitions.petition",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of the retention",
                "verbose_name_plural": "changes of the retention",
                "ordering": ["at", "pk"],
            },
        ),
    ]
