from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('parties', '0005_found_by_party'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='householdmember',
            name='members_of_household',
        ),
        migrations.RemoveIndex(
            model_name='partydocument',
            name='documents_by_expiry',
        ),
        migrations.AddIndex(
            model_name='householdmember',
            index=models.Index(fields=['association', 'household', 'left_on'], name='members_of_household'),
        ),
        migrations.AddIndex(
            model_name='householdmember',
            index=models.Index(fields=['association', 'party'], name='memberships_of_party'),
        ),
        migrations.AddIndex(
            model_name='partydocument',
            index=models.Index(fields=['association', 'valid_until', 'id'], name='documents_by_expiry'),
        ),
    ]
