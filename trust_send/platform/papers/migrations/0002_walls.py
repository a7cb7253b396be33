from django.db import migrations

from trust_send.platform.walls.policies import FIGURE_SIGHT, SCHOOL_SIGHT, same_trust, walled

# A paper of the whole trust (no school) is for those who see figures of at least one school.
WHOLE_TRUST = "(school_id IS NULL AND NOT holds_children AND (SELECT app_figure_school_ids()) <> '{}')"


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("jobs", "0002_walls")]
    operations = [
        walled(
            "papers_paper",
            staff=f"{SCHOOL_SIGHT} OR (NOT holds_children AND {FIGURE_SIGHT}) OR {WHOLE_TRUST}",
            append_only=True,
        ),
        same_trust("papers_paper", "job_id", "jobs_job"),
        same_trust("papers_paper", "school_id", "schools_school"),
    ]
