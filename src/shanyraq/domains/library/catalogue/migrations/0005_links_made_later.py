"""Links to authorities are made after a batch is stored, not under the lock that decides about editions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('library_catalogue', '0004_making_keys_anew'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnlinkedEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='library_catalogue.edition')),
            ],
            options={
                'verbose_name': 'edition to be linked',
                'verbose_name_plural': 'editions to be linked',
            },
        ),
    ]
