from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0001_initial'),
        ('notifications', '0002_owner'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['association', 'stage', 'queued_at'], name='messages_by_stage'),
        ),
    ]
