from django.db import migrations

from trust_send.platform.walls.policies import (
    ANYONE_IN_THE_TRUST,
    CHILD_SIGHT,
    FIGURE_SIGHT,
    SCHOOL_SIGHT,
    about_child,
    among,
    identity,
    same_trust,
    walled,
)

OWN_CHILD = among("pupil_id", "family_pupil_ids")


class Migration(migrations.Migration):
    """Walls round layers, local statuses, diagnoses, the family's words, letters and reviews, their history included.

    Diagnoses and letters are for those who see the whole school: who teaches a child does not need them to teach.
    """

    dependencies = [("pupils", "0013_register_as_kept"), ("schools", "0002_walls")]
    operations = [
        identity("pupils_localstatus"),
        identity("pupils_senstatus"),
        identity("pupils_registerreview"),
        identity("pupils_reviewanswer"),
        identity("schools_term"),
        walled("pupils_localstatus", staff=ANYONE_IN_THE_TRUST, keep=True),
        same_trust("pupils_localstatus", "school_id", "schools_school"),
        walled("pupils_localstatusevent", staff=ANYONE_IN_THE_TRUST, append_only=True),
        same_trust("pupils_localstatusevent", "pgh_obj_id", "pupils_localstatus", on_delete="CASCADE"),
        same_trust("pupils_senstatus", "local_status_id", "pupils_localstatus"),
        walled("pupils_supportlayer", staff=CHILD_SIGHT),
        about_child("pupils_supportlayer"),
        walled("pupils_supportlayerevent", staff=CHILD_SIGHT, append_only=True),
        about_child("pupils_supportlayerevent", fill_school=False, on_delete="CASCADE"),
        walled("pupils_diagnosis", staff=SCHOOL_SIGHT),
        about_child("pupils_diagnosis"),
        walled("pupils_diagnosisevent", staff=SCHOOL_SIGHT, append_only=True),
        about_child("pupils_diagnosisevent", fill_school=False, on_delete="CASCADE"),
        walled("pupils_familywords", staff=CHILD_SIGHT, family_read=OWN_CHILD),
        about_child("pupils_familywords"),
        walled("pupils_familywordsevent", staff=CHILD_SIGHT, append_only=True),
        about_child("pupils_familywordsevent", fill_school=False, on_delete="CASCADE"),
        walled("pupils_familyletter", staff=SCHOOL_SIGHT),
        about_child("pupils_familyletter"),
        same_trust("pupils_familyletter", "status_id", "pupils_senstatus"),
        same_trust("pupils_familyletter", "recipient_id", "pupils_contactlink"),
        walled("pupils_familyletterevent", staff=SCHOOL_SIGHT, append_only=True),
        about_child("pupils_familyletterevent", fill_school=False, on_delete="CASCADE"),
        walled("pupils_registerreview", staff=FIGURE_SIGHT),
        same_trust("pupils_registerreview", "school_id", "schools_school"),
        same_trust("pupils_registerreview", "term_id", "schools_term"),
        walled("pupils_registerreviewevent", staff=FIGURE_SIGHT, append_only=True),
        same_trust("pupils_registerreviewevent", "pgh_obj_id", "pupils_registerreview", on_delete="CASCADE"),
        walled("pupils_reviewanswer", staff=SCHOOL_SIGHT),
        same_trust("pupils_reviewanswer", "school_id", "schools_school"),
        same_trust("pupils_reviewanswer", "review_id", "pupils_registerreview"),
        walled("pupils_reviewanswerevent", staff=SCHOOL_SIGHT, append_only=True),
        same_trust("pupils_reviewanswerevent", "pgh_obj_id", "pupils_reviewanswer", on_delete="CASCADE"),
        walled("pupils_settledcheck", staff=SCHOOL_SIGHT),
        about_child("pupils_settledcheck"),
        same_trust("pupils_settledcheck", "review_id", "pupils_registerreview"),
        walled("pupils_settledcheckevent", staff=SCHOOL_SIGHT, append_only=True),
        about_child("pupils_settledcheckevent", fill_school=False, on_delete="CASCADE"),
    ]
