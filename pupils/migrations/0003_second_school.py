from django.db import migrations

from trust_send.platform.walls.policies import CHILD_SIGHT, among

EARLIER = f"{CHILD_SIGHT} OR {among('at_school_id', 'school_ids')}"
# A school finds out by its own registrations which children have a second place there. Only those: with every
# registration at the school, the old school went on reading where a child that has moved away was registered.
SECOND_PLACE = (
    "kind = 'S' AND (ends_on IS NULL OR ends_on > (now() AT TIME ZONE 'Europe/London')::date)"
    f" AND {among('at_school_id', 'school_ids')}"
)


def policy(sight: str) -> str:
    return f"ALTER POLICY staff ON pupils_enrolment USING ({sight}) WITH CHECK ({sight})"


class Migration(migrations.Migration):
    """A second school sees its own second registrations, and no other school's children by theirs."""

    dependencies = [("pupils", "0002_walls")]
    operations = [migrations.RunSQL(policy(f"{CHILD_SIGHT} OR ({SECOND_PLACE})"), policy(EARLIER))]
