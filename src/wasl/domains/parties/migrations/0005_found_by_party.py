from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('parties', '0004_name_columns'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='guardianship',
            name='guardians_of_ward',
        ),
        migrations.AddIndex(
            model_name='contactway',
            index=models.Index(fields=['association', 'party'], name='contact_ways_of_party'),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(fields=['association', 'ward'], name='guardians_of_ward'),
        ),
        migrations.AddIndex(
            model_name='guardianship',
            index=models.Index(fields=['association', 'guardian'], name='wards_of_guardian'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(condition=models.Q(('signatory__isnull', False)), fields=['association', 'signatory'], name='parties_by_signatory'),
        ),
    ]
