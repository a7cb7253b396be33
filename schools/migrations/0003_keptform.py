import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import trust_send.platform.walls.models
from trust_send.platform.walls.policies import walled


class Migration(migrations.Migration):
    """What somebody had typed when their page was locked: readable by its writer and by nobody else."""

    dependencies = [("schools", "0002_walls")]

    operations = [
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=2000)),
                ("fields", models.JSONField()),
                ("had_files", models.BooleanField(default=False)),
                ("kept_at", models.DateTimeField(auto_now_add=True)),
                (
                    "trust",
                    models.ForeignKey(
                        db_default=trust_send.platform.walls.models.CurrentTrust(),
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.trust",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trust", "user", "-kept_at"], name="schools_keptform_of_person")],
            },
        ),
        walled("schools_keptform", staff="user_id = (SELECT app_user_id())"),
    ]
