from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0007_history_by_statement"),
        ("walls", "0004_history_by_statement"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="capability",
            index=models.Index(fields=["kind", "subject_id"], name="walls_capability_by_subject"),
        ),
    ]
