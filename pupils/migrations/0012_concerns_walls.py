from django.db import migrations

from trust_send.platform.walls.policies import SCHOOL_SIGHT, about_child, among, identity, same_trust, walled

ME = "(SELECT app_user_id())"
LENT = among("pupil_id", "pupil_ids")
# Who has a child but not the school reads what they wrote or are asked, not what colleagues wrote to the SENCO.
ASKED_ME = f"id IN (SELECT concern_id FROM pupils_concernquestion WHERE asked_of_id = {ME})"
MY_CONCERNS = f"{SCHOOL_SIGHT} OR ({LENT} AND (raised_by_id = {ME} OR {ASKED_ME}))"
MY_QUESTIONS = f"{SCHOOL_SIGHT} OR ({LENT} AND asked_of_id = {ME})"
OWN_HISTORY = f"{SCHOOL_SIGHT} OR ({LENT} AND raised_by_id = {ME})"


class Migration(migrations.Migration):
    """Walls round concerns and the questions about them, their history included; no family policy."""

    dependencies = [("pupils", "0011_concerns")]
    operations = [
        identity("pupils_concern"),
        walled("pupils_concernquestion", staff=MY_QUESTIONS),
        about_child("pupils_concernquestion"),
        same_trust("pupils_concernquestion", "concern_id", "pupils_concern"),
        walled("pupils_concern", staff=MY_CONCERNS),
        about_child("pupils_concern"),
        walled("pupils_concernevent", staff=OWN_HISTORY, append_only=True),
        about_child("pupils_concernevent", fill_school=False, on_delete="CASCADE"),
        walled("pupils_concernquestionevent", staff=MY_QUESTIONS, append_only=True),
        about_child("pupils_concernquestionevent", fill_school=False, on_delete="CASCADE"),
    ]
