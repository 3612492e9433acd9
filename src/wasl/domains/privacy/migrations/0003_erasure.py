import django.db.models.deletion
from django.db import migrations, models

import wasl.foundation.fields
import wasl.foundation.identifiers
import wasl.foundation.scoping


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('privacy', '0002_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('party', models.UUIDField()),
                ('ground', models.CharField(max_length=12)),
                ('why', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('until', models.DateField(null=True)),
                ('placed_by', models.UUIDField(null=True)),
                ('placed_at', models.DateTimeField()),
                ('lifted_by', models.UUIDField(null=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_why', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
            ],
            options={
                'indexes': [models.Index(fields=['association', 'party'], name='holds_of_party')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ground__in', ('dispute', 'court', 'inquiry', 'audit', 'other'))), name='hold_ground_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Destruction',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('party', models.UUIDField()),
                ('ground', models.CharField(max_length=12)),
                ('request', models.UUIDField(null=True)),
                ('why', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('parties', models.JSONField(default=list)),
                ('cases', models.JSONField(default=list)),
                ('counts', models.JSONField(default=list)),
                ('keys', models.PositiveIntegerField(default=0)),
                ('files', models.JSONField(default=dict)),
                ('files_count', models.PositiveIntegerField(default=0)),
                ('files_gone_at', models.DateTimeField(null=True)),
                ('destroyed_by', models.UUIDField(null=True)),
                ('destroyed_at', models.DateTimeField()),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['association', 'party'], name='destructions_of_party'),
                    models.Index(condition=models.Q(('files_gone_at__isnull', True)), fields=['association', 'destroyed_at'], name='destructions_with_files'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ground__in', ('request', 'retention', 'mistake'))), name='destruction_ground_is_known'),
                    models.UniqueConstraint(fields=('association', 'number'), name='one_destruction_per_number'),
                ],
            },
        ),
    ]
