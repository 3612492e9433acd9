from datetime import UTC, datetime

from django.db import migrations

from wasl.domains.parties.rules.knowing import name_columns

BATCH = 2000
NAMES = ["name_key", "name_1", "name_2", "name_3", "name_4"]


def fill_columns(apps, schema_editor):
    """Give what was known before the columns by which it is found and reckoned.

    Row-level security shows each association's rows only while the database is told of it.
    """
    connection = schema_editor.connection
    associations = apps.get_model("associations", "Association").objects
    for association in associations.values_list("pk", flat=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wasl.association', %s, true)", [str(association)])
        for party in batches(apps.get_model("parties", "Party"), association, "name", NAMES):
            for column, value in name_columns(party.name).items():
                setattr(party, column, value)
        for one in batches(
            apps.get_model("parties", "Guardianship"), association, "began_on", ["began_on"]
        ):
            # The first 48 bits of a key are the milliseconds at which its row was made.
            one.began_on = datetime.fromtimestamp((one.pk.int >> 80) / 1000, UTC).date()


def batches(model, association, column, changed):
    """The rows of an association, each written after it was looked at."""
    rows = model.objects.filter(association_id=association).order_by("pk").only("pk", column)
    batch = list(rows[:BATCH])
    while batch:
        yield from batch
        model.objects.bulk_update(batch, changed, batch_size=100)
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])


class Migration(migrations.Migration):

    dependencies = [
        ('parties', '0003_registry'),
    ]

    operations = [
        migrations.RunPython(fill_columns, migrations.RunPython.noop),
    ]
