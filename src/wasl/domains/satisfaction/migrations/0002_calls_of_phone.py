from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('satisfaction', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='callrequest',
            name='phone_index',
            field=models.CharField(blank=True, default='', max_length=32),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='callrequest',
            index=models.Index(fields=['association', 'phone_index'], name='calls_of_phone'),
        ),
    ]
