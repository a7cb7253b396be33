from django.db import migrations

from trust_send.platform.walls.policies import CHILD_SIGHT, among


class Migration(migrations.Migration):
    """A family that opens its own child's page is in the log too: it may add its own line, and read no other's."""

    dependencies = [("readlog", "0002_walls")]
    operations = [
        migrations.RunSQL(
            "ALTER POLICY staff ON readlog_readlog WITH CHECK"
            f" ({CHILD_SIGHT} OR (user_id = (SELECT app_user_id()) AND {among('pupil_id', 'family_pupil_ids')}))",
            f"ALTER POLICY staff ON readlog_readlog WITH CHECK ({CHILD_SIGHT})",
        )
    ]
