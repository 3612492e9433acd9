import django.db.models.deletion
import wasl.foundation.fields
import wasl.foundation.identifiers
import wasl.foundation.scoping
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('parties', '0002_household_members'),
    ]

    operations = [
        migrations.AddField(
            model_name='party',
            name='brought_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='died_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='compared_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='erased_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='file_number',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='gender',
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AddField(
            model_name='party',
            name='identity_expires_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='licence_expires_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddField(
            model_name='party',
            name='name_1',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='party',
            name='name_2',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='party',
            name='name_3',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='party',
            name='name_4',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='party',
            name='national_address',
            field=wasl.foundation.fields.SealedJSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='party',
            name='phone_belongs_to',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='party',
            name='protected_why',
            field=wasl.foundation.fields.SealedTextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='party',
            name='registered_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='party',
            name='signatory_capacity',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.CreateModel(
            name='DocumentKind',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=40)),
                ('title', models.JSONField()),
                ('is_identity', models.BooleanField(default=False)),
                ('validity', models.CharField(max_length=10)),
                ('months', models.PositiveSmallIntegerField(null=True)),
                ('warn_days', models.PositiveSmallIntegerField(default=30)),
                ('is_open', models.BooleanField(default=True)),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
            ],
        ),
        migrations.CreateModel(
            name='ContactWay',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('value', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('value_index', models.CharField(blank=True, max_length=32)),
                ('belongs_to', models.CharField(blank=True, max_length=12)),
                ('is_preferred', models.BooleanField(default=False)),
                ('recorded_by', models.UUIDField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=40)),
                ('before', wasl.foundation.fields.SealedJSONField(blank=True, default=dict)),
                ('after', wasl.foundation.fields.SealedJSONField(blank=True, default=dict)),
                ('why', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('corrected_by', models.UUIDField(null=True)),
                ('corrected_at', models.DateTimeField()),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='DuplicatePair',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('score', models.FloatField()),
                ('reasons', models.JSONField(default=list)),
                ('stage', models.CharField(max_length=10)),
                ('found_by', models.CharField(max_length=12)),
                ('found_at', models.DateTimeField()),
                ('settled_by', models.UUIDField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='DuplicateSearch',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(max_length=10)),
                ('asked_by', models.UUIDField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('began_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('parties', models.PositiveIntegerField(default=0)),
                ('found', models.PositiveIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
            ],
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=60)),
                ('value', wasl.foundation.fields.SealedJSONField(blank=True, default=dict)),
                ('source', models.CharField(max_length=10)),
                ('source_note', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('about', models.UUIDField(null=True)),
                ('holds_on', models.DateField()),
                ('recorded_by', models.UUIDField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('why', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.fact')),
            ],
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('chosen', models.JSONField(default=dict)),
                ('before', wasl.foundation.fields.SealedJSONField(blank=True, default=dict)),
                ('merged_by', models.UUIDField()),
                ('merged_at', models.DateTimeField()),
                ('undone_by', models.UUIDField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
                ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
                ('survivor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='PartyDocument',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('last_four', models.CharField(blank=True, max_length=4)),
                ('issued_on', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('seen_by', models.UUIDField(null=True)),
                ('seen_at', models.DateTimeField()),
                ('about', models.UUIDField(null=True)),
                ('file', models.UUIDField(null=True)),
                ('file_name', models.CharField(blank=True, max_length=120)),
                ('file_kind', models.CharField(blank=True, max_length=40)),
                ('file_size', models.PositiveIntegerField(default=0)),
                ('file_digest', models.CharField(blank=True, max_length=64)),
                ('upload_digest', models.CharField(blank=True, max_length=64)),
                ('copy_basis', models.CharField(blank=True, max_length=20)),
                ('copy_why', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('replaced_at', models.DateTimeField(null=True)),
                ('expiry_told_at', models.DateTimeField(null=True)),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.documentkind')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
            ],
        ),
        migrations.CreateModel(
            name='PastAssistance',
            fields=[
                ('id', models.UUIDField(default=wasl.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('service_name', models.CharField(max_length=120)),
                ('given_on', models.DateField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('note', wasl.foundation.fields.SealedTextField(blank=True, default='')),
                ('brought_by', models.UUIDField(null=True)),
                ('association', models.ForeignKey(default=wasl.foundation.scoping.current_association, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='associations.association')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='parties.party')),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='guardianship',
            name='one_guardianship_per_pair',
        ),
        migrations.RemoveIndex(
            model_name='party',
            name='parties_by_name',
        ),
        migrations.AddField(
            model_name='guardianship',
            name='began_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='ended_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='ended_why',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='verified_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='guardianship',
            name='verified_by',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='householdmember',
            name='birth_entry',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='householdmember',
            name='gender',
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AddField(
            model_name='householdmember',
            name='left_why',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='householdmember',
            name='national_id',
            field=wasl.foundation.fields.SealedTextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='householdmember',
            name='national_id_index',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name='householdmember',
            name='party',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party'),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(fields=['ward'], name='guardians_of_ward'),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(condition=models.Q(('ended_on__isnull', True)), fields=['association', 'expires_on'], name='guardianships_by_expiry'),
        ),
        migrations.AddIndex(
            model_name='householdmember',
            index=models.Index(fields=['association', 'national_id_index'], name='members_by_identity'),
        ),
        migrations.AddIndex(
            model_name='householdmember',
            index=models.Index(fields=['household', 'left_on'], name='members_of_household'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'name_key', 'id'], name='parties_by_name'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'kind', 'name_key', 'id'], name='parties_by_kind'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'city', 'name_key', 'id'], name='parties_by_city'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'name_1', 'name_2', 'name_3', 'name_4'], name='parties_by_first_names'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'name_2', 'name_3', 'name_4'], name='parties_by_fathers'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'name_4', 'name_1', 'name_2'], name='parties_by_family'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'name_3', 'name_4', 'name_1'], name='parties_by_last_names'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['association', 'birth_on', 'name_1'], name='parties_by_birth'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(('compared_at__isnull', True)), fields=['association', 'id'], name='parties_not_compared'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['association', 'merged_into'], name='parties_merged'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(('brought_by__isnull', False)), fields=['association', 'brought_by'], name='parties_brought'),
        ),
        migrations.AddConstraint(
            model_name='guardianship',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('association', 'guardian', 'ward'), name='one_guardianship_per_pair'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(condition=models.Q(('file_number__isnull', False)), fields=('association', 'file_number'), name='one_party_per_file_number'),
        ),
        migrations.AddIndex(
            model_name='contactway',
            index=models.Index(fields=['association', 'value_index'], name='contact_ways_by_value'),
        ),
        migrations.AddConstraint(
            model_name='contactway',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['mobile', 'landline', 'email'])), name='contact_way_is_known'),
        ),
        migrations.AddConstraint(
            model_name='contactway',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('value_index', ''), _negated=True)), fields=('party', 'value_index'), name='one_way_once'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['association', 'party'], name='corrections_of_party'),
        ),
        migrations.AddConstraint(
            model_name='documentkind',
            constraint=models.UniqueConstraint(fields=('association', 'key'), name='one_kind_per_key'),
        ),
        migrations.AddConstraint(
            model_name='documentkind',
            constraint=models.CheckConstraint(condition=models.Q(('validity__in', ['unlimited', 'dated', 'months'])), name='document_validity_is_known'),
        ),
        migrations.AddIndex(
            model_name='duplicatepair',
            index=models.Index(fields=['association', 'stage', '-score', 'id'], name='pairs_waiting'),
        ),
        migrations.AddIndex(
            model_name='duplicatepair',
            index=models.Index(fields=['second'], name='pairs_of_second'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['waiting', 'different', 'merged', 'moot'])), name='pair_stage_is_known'),
        ),
        migrations.AddConstraint(
            model_name='duplicatepair',
            constraint=models.UniqueConstraint(fields=('association', 'first', 'second'), name='one_pair_of_two'),
        ),
        migrations.AddConstraint(
            model_name='duplicatesearch',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['waiting', 'running', 'done', 'failed'])), name='duplicate_search_stage_is_known'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['association', 'party', 'key'], name='facts_of_party'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['statement', 'interview', 'import', 'document', 'authority', 'visit'])), name='fact_source_is_known'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('replaces__isnull', False)), fields=('replaces',), name='fact_replaced_once'),
        ),
        migrations.AddIndex(
            model_name='merge',
            index=models.Index(fields=['association', 'survivor'], name='merges_of_survivor'),
        ),
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('absorbed',), name='absorbed_once'),
        ),
        migrations.AddIndex(
            model_name='partydocument',
            index=models.Index(fields=['association', 'party'], name='documents_of_party'),
        ),
        migrations.AddIndex(
            model_name='partydocument',
            index=models.Index(fields=['association', 'valid_until'], name='documents_by_expiry'),
        ),
        migrations.AddIndex(
            model_name='partydocument',
            index=models.Index(condition=models.Q(('file_digest', ''), _negated=True), fields=['association', 'file_digest'], name='documents_by_scan'),
        ),
        migrations.AddIndex(
            model_name='partydocument',
            index=models.Index(condition=models.Q(('upload_digest', ''), _negated=True), fields=['association', 'upload_digest'], name='documents_by_upload'),
        ),
        migrations.AddConstraint(
            model_name='partydocument',
            constraint=models.CheckConstraint(condition=models.Q(('file__isnull', True), models.Q(('copy_basis', ''), _negated=True), _connector='OR'), name='copy_has_a_basis'),
        ),
        migrations.AddIndex(
            model_name='pastassistance',
            index=models.Index(fields=['association', 'party'], name='past_assistance_of_party'),
        ),
        migrations.AddIndex(
            model_name='pastassistance',
            index=models.Index(condition=models.Q(('brought_by__isnull', False)), fields=['association', 'brought_by'], name='past_assistance_brought'),
        ),
    ]
