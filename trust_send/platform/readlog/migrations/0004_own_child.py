from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readlog", "0003_families_write_their_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="readlog",
            name="own_child",
            field=models.BooleanField(db_default=False),
        ),
    ]
