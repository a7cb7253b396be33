from django.db import migrations

from trust_send.platform.walls.policies import (
    ANYONE_IN_THE_TRUST,
    among,
    identity,
    same_trust,
    unwalled,
    walled,
)

MINE = "user_id = (SELECT app_user_id())"


class Migration(migrations.Migration):
    """Walls round the tables of trusts and people. Names of schools and posts are no secret inside a trust."""

    dependencies = [
        ("schools", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]
    operations = [
        identity("schools_hub"),
        identity("schools_school"),
        identity("schools_post"),
        identity("schools_group"),
        walled("schools_hub", staff=ANYONE_IN_THE_TRUST),
        walled("schools_school", staff=ANYONE_IN_THE_TRUST),
        walled("schools_schoolevent", staff=ANYONE_IN_THE_TRUST, append_only=True),
        walled("schools_term", staff=ANYONE_IN_THE_TRUST),
        walled("schools_post", staff=ANYONE_IN_THE_TRUST, keep=True),
        walled("schools_postevent", staff=ANYONE_IN_THE_TRUST, append_only=True),
        walled("schools_group", staff=ANYONE_IN_THE_TRUST),
        walled("schools_groupstaff", staff=ANYONE_IN_THE_TRUST),
        walled(
            "schools_schooluserobjectpermission",
            staff=f"{MINE} OR {among('content_object_id', 'school_ids')}",
        ),
        same_trust("schools_school", "hub_id", "schools_hub"),
        same_trust("schools_schoolevent", "pgh_obj_id", "schools_school", on_delete="CASCADE"),
        same_trust("schools_term", "school_id", "schools_school"),
        same_trust("schools_post", "school_id", "schools_school"),
        same_trust("schools_post", "hub_id", "schools_hub"),
        same_trust("schools_postevent", "pgh_obj_id", "schools_post", on_delete="CASCADE"),
        same_trust("schools_group", "school_id", "schools_school"),
        same_trust("schools_groupstaff", "group_id", "schools_group", on_delete="CASCADE"),
        same_trust("schools_schooluserobjectpermission", "content_object_id", "schools_school"),
        # Outside the walls, each for a reason that the walls test repeats.
        unwalled("schools_trust", grants="SELECT, INSERT, UPDATE"),
        unwalled("schools_user", grants="SELECT, INSERT, UPDATE"),
        unwalled("schools_membership", grants="SELECT, INSERT, DELETE"),
        unwalled("auth_permission", grants="SELECT"),
        unwalled("django_content_type", grants="SELECT"),
        unwalled("django_session", grants="SELECT, INSERT, UPDATE, DELETE"),
        unwalled("account_emailaddress", grants="SELECT, INSERT, UPDATE, DELETE"),
        unwalled("mfa_authenticator", grants="SELECT, INSERT, UPDATE, DELETE"),
        unwalled("usersessions_usersession", grants="SELECT, INSERT, UPDATE, DELETE"),
        unwalled("django_migrations", grants="SELECT"),
    ]
