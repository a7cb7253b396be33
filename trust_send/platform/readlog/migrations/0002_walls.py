from django.db import migrations

from trust_send.platform.walls.policies import CHILD_SIGHT, walled

# The log outlives the child: erasing empties pupil_id alone and keeps who saw a record, where and when.
KEY = """
ALTER TABLE readlog_readlog ADD CONSTRAINT readlog_readlog_about_child
    FOREIGN KEY (pupil_id, school_id, trust_id) REFERENCES pupils_pupil (id, school_id, trust_id)
    ON UPDATE CASCADE ON DELETE SET NULL (pupil_id)
"""


class Migration(migrations.Migration):
    """Read log: rows are added and read, never changed."""

    dependencies = [("readlog", "0001_initial"), ("pupils", "0002_walls")]
    operations = [
        walled("readlog_readlog", staff=CHILD_SIGHT, family_read="user_id = (SELECT app_user_id())", append_only=True),
        migrations.RunSQL(KEY, "ALTER TABLE readlog_readlog DROP CONSTRAINT readlog_readlog_about_child"),
    ]
