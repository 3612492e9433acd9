from django.db import migrations


def keep_numbers_on_parties(apps, schema_editor):
    """Let each party hold the file number that its first registration was given.

    Row-level security shows each association's rows only while the database is told of it.
    """
    connection = schema_editor.connection
    party = apps.get_model("parties", "Party").objects
    registrations = apps.get_model("delivery", "Registration").objects
    associations = apps.get_model("associations", "Association").objects
    for association in associations.values_list("pk", flat=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wasl.association', %s, true)", [str(association)])
        first = {}
        given = registrations.filter(association_id=association).order_by("registered_at")
        for key, number in given.values_list("party_id", "file_number").iterator(chunk_size=2000):
            first.setdefault(key, number)
        for key, number in first.items():
            party.filter(pk=key, file_number=None).update(file_number=number)


class Migration(migrations.Migration):

    dependencies = [
        ('delivery', '0001_initial'),
        ('parties', '0004_name_columns'),
    ]

    operations = [
        migrations.RunPython(keep_numbers_on_parties, migrations.RunPython.noop),
    ]
