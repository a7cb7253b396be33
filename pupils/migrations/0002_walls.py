from django.db import migrations

from trust_send.platform.walls.policies import CHILD_SIGHT, about_child, among, identity, same_trust, walled

FAMILY = among("pupil_id", "family_pupil_ids")
MINE = "user_id = (SELECT app_user_id())"
# A teacher's children are not known before this table is read, so it may be read by whoever has the group.
MY_GROUPS = "group_id IN (SELECT group_id FROM schools_groupstaff WHERE user_id = (SELECT app_user_id()))"
GRANT_SIGHT = f"{among('school_id', 'school_ids')} OR {among('content_object_id', 'pupil_ids')}"
SECOND_SCHOOL = among("at_school_id", "school_ids")

EVENTS = ("enrolment", "familylink", "need", "senstatus", "statusquestion")


class Migration(migrations.Migration):
    """Walls round every row about a child, its history included."""

    dependencies = [("pupils", "0001_initial"), ("schools", "0002_walls")]
    operations = [
        identity("pupils_pupil", "school_id"),
        walled(
            "pupils_pupil",
            staff=f"{among('school_id', 'school_ids')} OR {among('id', 'pupil_ids')}",
            family_read=among("id", "family_pupil_ids"),
        ),
        same_trust("pupils_pupil", "school_id", "schools_school"),
        walled(
            "pupils_pupilevent",
            staff=f"{among('school_id', 'school_ids')} OR {among('pgh_obj_id', 'pupil_ids')}",
            append_only=True,
        ),
        # History goes where the child goes, and is erased with the child and only then.
        about_child("pupils_pupilevent", column="pgh_obj_id", fill_school=False, on_delete="CASCADE"),
        walled("pupils_enrolment", staff=f"{CHILD_SIGHT} OR {SECOND_SCHOOL}", family_read=FAMILY),
        about_child("pupils_enrolment"),
        same_trust("pupils_enrolment", "at_school_id", "schools_school"),
        walled("pupils_groupmember", staff=f"{CHILD_SIGHT} OR {MY_GROUPS}", family_read=FAMILY),
        about_child("pupils_groupmember"),
        same_trust("pupils_groupmember", "group_id", "schools_group"),
        walled("pupils_senstatus", staff=CHILD_SIGHT, family_read=f"{FAMILY} AND shared_with_family"),
        about_child("pupils_senstatus"),
        walled("pupils_need", staff=CHILD_SIGHT),
        about_child("pupils_need"),
        walled("pupils_statusquestion", staff=CHILD_SIGHT),
        about_child("pupils_statusquestion"),
        # One's own links are read before the children are known; the other household's never are.
        walled("pupils_familylink", staff=CHILD_SIGHT, family_read=MINE),
        about_child("pupils_familylink"),
        walled("pupils_pupiluserobjectpermission", staff=GRANT_SIGHT, family_read=MINE),
        about_child("pupils_pupiluserobjectpermission", column="content_object_id"),
    ]
    for _table in EVENTS:
        operations += [
            walled(f"pupils_{_table}event", staff=CHILD_SIGHT, append_only=True),
            about_child(f"pupils_{_table}event", fill_school=False, on_delete="CASCADE"),
        ]
