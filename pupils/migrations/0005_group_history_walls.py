from django.db import migrations

from trust_send.platform.walls.policies import CHILD_SIGHT, about_child, walled

# As pupils_groupmember itself: whoever has the group may end a membership in it, and the trigger writes this row.
MY_GROUPS = "group_id IN (SELECT group_id FROM schools_groupstaff WHERE user_id = (SELECT app_user_id()))"


class Migration(migrations.Migration):
    """Walls round the history of who was in which group; it goes where the child goes."""

    dependencies = [("pupils", "0004_group_history"), ("schools", "0006_group_history_walls")]
    operations = [
        walled("pupils_groupmemberevent", staff=f"{CHILD_SIGHT} OR {MY_GROUPS}", append_only=True),
        about_child("pupils_groupmemberevent", fill_school=False, on_delete="CASCADE"),
    ]
