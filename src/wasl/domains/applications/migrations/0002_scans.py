from django.db import migrations, models

from wasl.foundation.keys import blind_index

BATCH = 1000


def know_scans_again(apps, schema_editor):
    """Give files kept before the fingerprint by which the same scan is known again.

    Row-level security shows each association's rows only while the database is told of it.
    """
    connection = schema_editor.connection
    documents = apps.get_model("applications", "ApplicationDocument").objects
    associations = apps.get_model("associations", "Association").objects
    for association in associations.values_list("pk", flat=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('wasl.association', %s, true)", [str(association)])
        rows = documents.filter(association_id=association, scan="").exclude(file_digest="")
        rows = rows.order_by("pk").only("pk", "file_digest")
        batch = list(rows[:BATCH])
        while batch:
            for row in batch:
                row.scan = blind_index("scan", row.file_digest, association=association)
            documents.bulk_update(batch, ["scan"], batch_size=100)
            batch = list(rows[:BATCH])


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0001_initial'),
        ('associations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='applicationdocument',
            name='scan',
            field=models.CharField(blank=True, default='', max_length=32),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='applicationdocument',
            name='upload_scan',
            field=models.CharField(blank=True, default='', max_length=32),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='applicationdocument',
            index=models.Index(condition=models.Q(('scan', ''), _negated=True), fields=['association', 'scan'], name='case_documents_by_scan'),
        ),
        migrations.AddIndex(
            model_name='applicationdocument',
            index=models.Index(condition=models.Q(('upload_scan', ''), _negated=True), fields=['association', 'upload_scan'], name='case_documents_by_upload'),
        ),
        migrations.RunPython(know_scans_again, migrations.RunPython.noop),
    ]
