from django.db import migrations

from trust_send.platform.walls.policies import CHILD_SIGHT, about_child, identity, same_trust, walled

# A contact is seen by whoever may see a child it belongs to as staff. The rule is said here, not left to the policy
# of the links: that one also opens to a family its own link, and no family reads a contact.
CONTACT_SIGHT = f"EXISTS (SELECT FROM pupils_contactlink l WHERE l.contact_id = {{column}} AND ({CHILD_SIGHT}))"  # noqa: S608
# Whoever signs in reads the link that stands behind their own account: sight.py asks it for restrictions.
MINE = "id IN (SELECT contact_link_id FROM pupils_familylink WHERE user_id = (SELECT app_user_id()))"


class Migration(migrations.Migration):
    """Walls round contacts, what they are to children, and the history of both."""

    dependencies = [("pupils", "0009_contacts"), ("schools", "0002_walls")]
    operations = [
        identity("pupils_contact"),
        identity("pupils_contactlink"),
        walled("pupils_contactlink", staff=CHILD_SIGHT, family_read=MINE),
        about_child("pupils_contactlink"),
        # Deferred: the link is written first, because nobody sees a contact that belongs to no child.
        same_trust("pupils_contactlink", "contact_id", "pupils_contact"),
        walled("pupils_contactlinkevent", staff=CHILD_SIGHT, append_only=True),
        about_child("pupils_contactlinkevent", fill_school=False, on_delete="CASCADE"),
        walled("pupils_contact", staff=CONTACT_SIGHT.format(column="pupils_contact.id")),
        migrations.RunSQL(
            "GRANT USAGE ON SEQUENCE pupils_contact_id_seq TO send_app",
            "REVOKE USAGE ON SEQUENCE pupils_contact_id_seq FROM send_app",
        ),
        walled(
            "pupils_contactevent", staff=CONTACT_SIGHT.format(column="pupils_contactevent.pgh_obj_id"), append_only=True
        ),
        same_trust("pupils_contactevent", "pgh_obj_id", "pupils_contact", on_delete="CASCADE"),
        same_trust("pupils_familylink", "contact_link_id", "pupils_contactlink"),
    ]
