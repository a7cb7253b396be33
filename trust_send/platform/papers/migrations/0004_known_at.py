from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents of one day can be told apart: by the moment of their figures and the mark of their content."""

    dependencies = [("papers", "0003_pupil_ids")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="as_known_at",
            field=models.DateTimeField(null=True, blank=True),
        ),
        migrations.AddField(
            model_name="paper",
            name="fingerprint",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
    ]
