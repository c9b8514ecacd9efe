"""Texts of pages can be corrected by hand; every version is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ORIGINS = [
    ("", "no text"),
    ("layer", "text of the file"),
    ("ocr", "recognised by a program"),
    ("hand", "corrected by hand"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("library_reading", "0002_copies_on_loan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="pagetext",
            name="origin",
            field=models.CharField(blank=True, choices=ORIGINS, default="", max_length=5),
        ),
        migrations.CreateModel(
            name="TextVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("alto", models.BinaryField()),
                ("origin", models.CharField(choices=ORIGINS, max_length=5)),
                ("changed_lines", models.PositiveIntegerField(default=0)),
                ("restored", models.PositiveIntegerField(blank=True, null=True)),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="text_versions",
                        to="library_reading.digitalpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a page's text",
                "verbose_name_plural": "versions of pages' texts",
                "ordering": ["page", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=["page", "number"], name="library_text_version_once")
                ],
            },
        ),
    ]
