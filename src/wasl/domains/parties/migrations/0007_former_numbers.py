from django.db import migrations, models

from wasl.domains.parties.rules.merging import former_numbers
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope


def keep_former_numbers(apps, schema_editor):
    """Give the absorbed of merges that stand the numbers that their survivors did not take."""
    Party, Merge = apps.get_model("parties", "Party"), apps.get_model("parties", "Merge")
    associations = apps.get_model("associations", "Association").objects
    for association in list(associations.values_list("pk", flat=True)):
        with entered_scope(Actor.system(association), writing=True):
            for merge in Merge.objects.filter(association_id=association, undone_at=None):
                if merge.before:
                    numbers = former_numbers(
                        *(merge.before[side] for side in ("survivor", "absorbed", "merged"))
                    )
                    Party.objects.filter(pk=merge.absorbed_id).update(**numbers)


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('foundation', '0002_owner_keys'),
        ('parties', '0006_members_and_expiry'),
    ]

    operations = [
        migrations.AddField(
            model_name='party',
            name='former_id_index',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name='party',
            name='former_phone_index',
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(('former_id_index', ''), _negated=True), fields=['association', 'former_id_index'], name='parties_by_former_id'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(('former_phone_index', ''), _negated=True), fields=['association', 'former_phone_index'], name='parties_by_former_phone'),
        ),
        migrations.RunPython(keep_former_numbers, migrations.RunPython.noop),
    ]
