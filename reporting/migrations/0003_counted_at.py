from django.db import migrations, models


class Migration(migrations.Migration):
    """A count knows its moment; of older ones only the day is known."""

    dependencies = [("reporting", "0002_walls")]

    operations = [
        migrations.AddField(
            model_name="figure",
            name="counted_at",
            field=models.DateTimeField(null=True, blank=True),
        ),
    ]
