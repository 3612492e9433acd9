from django.db import migrations

from wasl.domains.parties.rules.knowing import name_columns

BATCH = 2000


def fill_name_columns(apps, schema_editor):
    """Give the parties that were known before the columns by which they are found.

    Row-level security shows each association's rows only while the database is told of it.
    """
    connection = schema_editor.connection
    party = apps.get_model("parties", "Party")
    for association in apps.get_model("associations", "Association").objects.values_list(
        "pk", flat=True
    ):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wasl.association', %s, true)", [str(association)])
        rows = party.objects.filter(association_id=association).order_by("pk")
        batch = list(rows.only("pk", "name")[:BATCH])
        while batch:
            for row in batch:
                for column, value in name_columns(row.name).items():
                    setattr(row, column, value)
            columns = ["name_key", "name_1", "name_2", "name_3", "name_4"]
            party.objects.bulk_update(batch, columns, batch_size=100)
            batch = list(rows.filter(pk__gt=batch[-1].pk).only("pk", "name")[:BATCH])


class Migration(migrations.Migration):

    dependencies = [
        ('parties', '0003_registry'),
    ]

    operations = [
        migrations.RunPython(fill_name_columns, migrations.RunPython.noop),
    ]
