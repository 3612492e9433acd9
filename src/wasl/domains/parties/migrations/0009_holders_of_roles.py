from django.db import migrations, models

from wasl.domains.parties.models.parties import Holds


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('parties', '0008_majorities'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('beneficiary')), fields=['association', 'name_key', 'id'], name='parties_beneficiary'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('supporter')), fields=['association', 'name_key', 'id'], name='parties_supporter'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('volunteer')), fields=['association', 'name_key', 'id'], name='parties_volunteer'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('delegate')), fields=['association', 'name_key', 'id'], name='parties_delegate'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('staff_relative')), fields=['association', 'name_key', 'id'], name='parties_staff_relative'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('guardian')), fields=['association', 'name_key', 'id'], name='parties_guardian'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('signatory')), fields=['association', 'name_key', 'id'], name='parties_signatory'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(Holds('payee')), fields=['association', 'name_key', 'id'], name='parties_payee'),
        ),
    ]
