"""The register of moves, append-only by trigger."""

import django.core.serializers.json
from django.db import migrations, models

from shanyraq.platform.transparency.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='MoveRecord',
            fields=[
                ('sequence', models.BigAutoField(primary_key=True, serialize=False)),
                ('subject_type', models.CharField(max_length=100)),
                ('subject_id', models.CharField(max_length=64)),
                ('workflow', models.CharField(max_length=100)),
                ('move', models.CharField(max_length=100)),
                ('source', models.CharField(max_length=100)),
                ('target', models.CharField(max_length=100)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('reason', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
            ],
            options={
                'verbose_name': 'record of a step',
                'verbose_name_plural': 'records of steps',
                'ordering': ['sequence'],
                'indexes': [models.Index(fields=['subject_type', 'subject_id', 'sequence'], name='move_of_subject')],
            },
        ),
        append_only('transparency_moverecord'),
    ]
