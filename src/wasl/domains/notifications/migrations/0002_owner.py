from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='owner',
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['association', 'owner'], name='messages_of_owner'),
        ),
    ]
