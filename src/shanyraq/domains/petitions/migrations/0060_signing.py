"""Which decision took a signature out of the count, and the entry that put it back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_persons_and_organisations'),
        ('petitions', '0030_public_pages'),
    ]

    operations = [
        migrations.AddField(
            model_name='signature',
            name='invalidation',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='petitions.invalidationbatch'),
        ),
        migrations.AddField(
            model_name='signature',
            name='reinstatement_hash',
            field=models.BinaryField(max_length=32, null=True),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('invalidation__isnull', False)), fields=['invalidation', 'id'], name='petitions_invalidated'),
        ),
    ]
