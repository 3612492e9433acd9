from django.db import migrations, models

from wasl.domains.parties.rules import ends_at_majority, majority_of


def reckon_majorities(apps, schema_editor):
    """Write down when the guardianships that stand end because the ward comes of age.

    Row-level security shows each association's rows only while the database is told of it.
    """
    connection = schema_editor.connection
    guardianships = apps.get_model("parties", "Guardianship").objects
    associations = apps.get_model("associations", "Association").objects
    for association in associations.values_list("pk", flat=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wasl.association', %s, true)", [str(association)])
        rows = guardianships.filter(association_id=association, ended_on=None)
        ending = []
        for row in rows.select_related("ward__merged_into"):
            ward = row.ward.merged_into or row.ward
            row.majority_on = ends_at_majority(
                majority=majority_of(ward.birth_on, ward.birth_entry),
                began_on=row.began_on,
                deed_kind=row.deed_kind,
            )
            if row.majority_on is not None:
                ending.append(row)
        guardianships.bulk_update(ending, ["majority_on"], batch_size=100)


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('parties', '0007_former_numbers'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='guardianship',
            name='guardianships_by_expiry',
        ),
        migrations.AddField(
            model_name='guardianship',
            name='majority_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(condition=models.Q(('ended_on__isnull', True), ('expires_on__isnull', False)), fields=['association', 'expires_on', 'id'], name='guardianships_by_expiry'),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(condition=models.Q(('ended_on__isnull', True), ('majority_on__isnull', False)), fields=['association', 'majority_on', 'id'], name='guardianships_by_majority'),
        ),
        migrations.RunPython(reckon_majorities, migrations.RunPython.noop),
    ]
