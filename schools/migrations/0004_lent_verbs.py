from datetime import date

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is lent at a school begins on a day, and bringing in pupils may be lent too."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("schools", "0003_keptform"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="school",
            options={
                "permissions": [
                    ("edit_groups", "May edit the groups of this school"),
                    ("export_register", "May export the register of this school"),
                    ("import_pupils", "May bring in pupils of this school"),
                    ("make_document", "May make documents for this school"),
                ]
            },
        ),
        # No page could lend before this; a row made by hand holds since ever.
        migrations.AddField(
            model_name="schooluserobjectpermission",
            name="starts_on",
            field=models.DateField(default=date(2020, 1, 1), verbose_name="first day"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="schooluserobjectpermission",
            name="starts_on",
            field=models.DateField(default=django.utils.timezone.localdate, verbose_name="first day"),
        ),
        migrations.AlterField(
            model_name="schooluserobjectpermission",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="first day without it"),
        ),
        migrations.AddConstraint(
            model_name="schooluserobjectpermission",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="schools_lent_verb_ends_after_it_starts",
            ),
        ),
    ]
