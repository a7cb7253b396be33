from django.db import migrations

from trust_send.platform.walls.policies import SCHOOL_SIGHT

# Who has a group is no secret in the trust; why it was taken from somebody is for those who see the whole school, and
# for whoever has or had the group. Anyone who may change a group writes its history, by trigger, and reads no more.
MINE = "(SELECT group_id FROM schools_groupstaff WHERE user_id = (SELECT app_user_id()))"
OF_MY_SCHOOLS = f"(SELECT id FROM schools_group WHERE {SCHOOL_SIGHT})"


def narrowed(table: str, group: str) -> migrations.RunSQL:
    """Reading is for the school and for those who have the group; writing stays as it was."""
    return migrations.RunSQL(
        f"ALTER POLICY staff ON {table} USING ({group} IN {OF_MY_SCHOOLS} OR {group} IN {MINE})",
        f"ALTER POLICY staff ON {table} USING (true)",
    )


class Migration(migrations.Migration):
    """The history of groups, with its reasons, is the school's."""

    dependencies = [("schools", "0007_history_by_statement")]
    operations = [narrowed("schools_groupevent", "pgh_obj_id"), narrowed("schools_groupstaffevent", "group_id")]
