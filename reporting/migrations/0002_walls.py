from django.db import migrations

from trust_send.platform.walls.policies import FIGURE_SIGHT, same_trust, walled


class Migration(migrations.Migration):
    """Figures hold no child: governors, hub leads and trust leads read the same rows."""

    dependencies = [("reporting", "0001_initial"), ("schools", "0002_walls")]
    operations = [
        walled("reporting_figure", staff=FIGURE_SIGHT),
        same_trust("reporting_figure", "school_id", "schools_school"),
    ]
