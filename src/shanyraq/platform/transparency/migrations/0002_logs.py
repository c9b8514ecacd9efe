"""Verifiable logs; what stands in a tree is append-only by trigger."""

import django.db.models.deletion
import shanyraq.platform.transparency.models.log
from django.db import migrations, models

from shanyraq.platform.transparency.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('transparency', '0001_moves'),
    ]

    operations = [
        migrations.CreateModel(
            name='Log',
            fields=[
                ('id', models.SmallAutoField(primary_key=True, serialize=False)),
                ('name', models.SlugField(max_length=40, unique=True)),
                ('origin', models.CharField(max_length=200)),
                ('verifier_key', models.CharField(max_length=300)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('peaks', models.BinaryField(default=b'')),
            ],
            options={
                'verbose_name': 'verifiable log',
                'verbose_name_plural': 'verifiable logs',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='LogWitness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verifier_key', models.CharField(max_length=300, unique=True, validators=[shanyraq.platform.transparency.models.log.check_witness_key], verbose_name='verifier key')),
                ('about', models.CharField(blank=True, max_length=200, verbose_name='who it is')),
                ('is_active', models.BooleanField(default=True, verbose_name='accepted')),
            ],
            options={
                'verbose_name': 'witness',
                'verbose_name_plural': 'witnesses',
                'ordering': ['verifier_key'],
            },
        ),
        migrations.CreateModel(
            name='LogCheckpoint',
            fields=[
                ('pk', models.CompositePrimaryKey('log_id', 'size', blank=True, editable=False, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField()),
                ('root', models.BinaryField(max_length=32)),
                ('note', models.TextField()),
                ('at', models.DateTimeField()),
                ('log', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transparency.log')),
            ],
            options={
                'verbose_name': 'checkpoint of a log',
                'verbose_name_plural': 'checkpoints of logs',
                'ordering': ['log', 'size'],
            },
        ),
        migrations.CreateModel(
            name='LogNode',
            fields=[
                ('pk', models.CompositePrimaryKey('log_id', 'level', 'index', blank=True, editable=False, primary_key=True, serialize=False)),
                ('level', models.PositiveSmallIntegerField()),
                ('index', models.BigIntegerField()),
                ('node_hash', models.BinaryField(max_length=32)),
                ('log', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transparency.log')),
            ],
            options={
                'verbose_name': 'node of a log',
                'verbose_name_plural': 'nodes of logs',
            },
        ),
        migrations.CreateModel(
            name='LogPending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log_name', models.CharField(db_column='log', max_length=40)),
                ('body', models.BinaryField()),
                ('subject', models.BigIntegerField(null=True)),
            ],
            options={
                'verbose_name': 'waiting entry of a log',
                'verbose_name_plural': 'waiting entries of logs',
                'indexes': [models.Index(fields=['log_name', 'id'], name='log_pending_in_order')],
            },
        ),
        migrations.CreateModel(
            name='LogLeaf',
            fields=[
                ('pk', models.CompositePrimaryKey('log_id', 'index', blank=True, editable=False, primary_key=True, serialize=False)),
                ('index', models.BigIntegerField()),
                ('body', models.BinaryField()),
                ('leaf_hash', models.BinaryField(max_length=32)),
                ('subject', models.BigIntegerField(null=True)),
                ('log', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transparency.log')),
            ],
            options={
                'verbose_name': 'entry of a log',
                'verbose_name_plural': 'entries of logs',
                'ordering': ['log', 'index'],
                'indexes': [models.Index(fields=['leaf_hash', 'log'], name='log_leaf_by_hash')],
            },
        ),
        migrations.CreateModel(
            name='LogCosignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField()),
                ('line', models.CharField(max_length=400)),
                ('seen_at', models.DateTimeField()),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='transparency.log')),
                ('witness', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosignatures', to='transparency.logwitness')),
            ],
            options={
                'verbose_name': 'cosignature of a witness',
                'verbose_name_plural': 'cosignatures of witnesses',
                'ordering': ['log', 'size', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('log', 'size', 'witness'), name='log_cosignature_once')],
            },
        ),
        append_only("transparency_logleaf"),
        append_only("transparency_lognode"),
        append_only("transparency_logcheckpoint"),
    ]
