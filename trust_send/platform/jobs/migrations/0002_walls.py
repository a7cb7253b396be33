from django.db import migrations

from trust_send.platform.walls.policies import FIGURE_SIGHT, SCHOOL_SIGHT, identity, same_trust, unwalled, walled

# A nightly job of the whole trust belongs to nobody and no school.
SIGHT = f"by_id = (SELECT app_user_id()) OR {SCHOOL_SIGHT} OR {FIGURE_SIGHT} OR (school_id IS NULL AND by_id IS NULL)"


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial"), ("schools", "0002_walls")]
    operations = [
        identity("jobs_job"),
        walled("jobs_job", staff=SIGHT, keep=True),
        same_trust("jobs_job", "school_id", "schools_school"),
        unwalled("jobs_outbox", grants="SELECT, INSERT, UPDATE, DELETE"),
    ]
