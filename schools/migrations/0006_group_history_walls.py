from django.db import migrations

from trust_send.platform.walls.policies import ANYONE_IN_THE_TRUST, same_trust, walled


class Migration(migrations.Migration):
    """Walls round the history of groups and of who has them. It goes with the group: having one may be deleted."""

    dependencies = [("schools", "0005_group_history")]
    operations = [
        walled("schools_groupevent", staff=ANYONE_IN_THE_TRUST, append_only=True),
        same_trust("schools_groupevent", "pgh_obj_id", "schools_group", on_delete="CASCADE"),
        walled("schools_groupstaffevent", staff=ANYONE_IN_THE_TRUST, append_only=True),
        same_trust("schools_groupstaffevent", "group_id", "schools_group", on_delete="CASCADE"),
    ]
