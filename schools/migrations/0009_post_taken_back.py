from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """A post may end on the day it began: it was given by mistake and never applied. Old code never writes one."""

    dependencies = [("schools", "0008_group_history_of_the_school")]
    operations = [
        migrations.RemoveConstraint(model_name="post", name="schools_post_ends_after_it_starts"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="schools_post_ends_not_before_it_starts",
                violation_error_message="The last day must not be before the first day",
            ),
        ),
    ]
