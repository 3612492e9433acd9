import django.db.models.deletion
from django.db import migrations, models

import wasl.foundation.identifiers
import wasl.foundation.scoping


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0001_initial"),
        ("foundation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnerKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=wasl.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("wrapped", models.BinaryField(default=b"")),
                ("made_at", models.DateTimeField()),
                ("destroyed_at", models.DateTimeField(null=True)),
                (
                    "association",
                    models.ForeignKey(
                        default=wasl.foundation.scoping.current_association,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="associations.association",
                    ),
                ),
            ],
        ),
    ]
