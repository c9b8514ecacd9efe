"""A letter may name the address that stops what is narrower than its kind."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("notifications", "0001_outbox")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="stop_address",
            field=models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),
    ]
