from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0003_a_child_may_have_left"),
    ]

    operations = [
        migrations.AddField(
            model_name="tableimport",
            name="emptied_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
