from django.db import migrations

CHANGED = (("RightsRequest", "acts_as"), ("Consent", "given_by"))


def call_agents_so(apps, schema_editor):
    """Call who acts by a power of attorney an agent: a delegate is the association's own.

    Row-level security shows each association's rows only while the database is told of it.
    """
    connection = schema_editor.connection
    associations = apps.get_model("associations", "Association").objects
    for association in associations.values_list("pk", flat=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wasl.association', %s, true)", [str(association)])
        for model, column in CHANGED:
            rows = apps.get_model("privacy", model).objects.filter(association_id=association)
            rows.filter(**{column: "delegate"}).update(**{column: "agent"})


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('privacy', '0003_erasure'),
    ]

    operations = [
        migrations.RunPython(call_agents_so, migrations.RunPython.noop),
    ]
