"""Keys of clustering can be made anew, batch by batch, beside those in use."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library_catalogue', '0003_indexes_of_harvest'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewEditionKey',
            fields=[
                ('pk', models.CompositePrimaryKey('edition_id', 'key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('edition', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='library_catalogue.edition')),
            ],
            options={
                'verbose_name': 'new key of an edition',
                'verbose_name_plural': 'new keys of editions',
            },
        ),
        migrations.CreateModel(
            name='Rekeying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules', models.PositiveIntegerField()),
                ('position', models.BigIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('editions', models.BigIntegerField(default=0)),
                ('added', models.BigIntegerField(default=0)),
                ('removed', models.BigIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'making of all keys',
                'verbose_name_plural': 'makings of all keys',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('finished_at', None)), name='library_one_rekeying')],
            },
        ),
    ]
