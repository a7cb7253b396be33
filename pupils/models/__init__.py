"""Children, where they are registered, and the SEN register."""

from pupils.models.choices import EnrolmentKind, Relationship, Sex, Status
from pupils.models.concerns import Concern, ConcernQuestion
from pupils.models.contacts import Contact, ContactLink, ContactSource
from pupils.models.pupils import AboutChild, Pupil, PupilUserObjectPermission
from pupils.models.register import Need, SenStatus, StatusQuestion
from pupils.models.rolls import Enrolment, FamilyLink, GroupMember

__all__ = [
    "AboutChild",
    "Concern",
    "ConcernQuestion",
    "Contact",
    "ContactLink",
    "ContactSource",
    "Enrolment",
    "EnrolmentKind",
    "FamilyLink",
    "GroupMember",
    "Need",
    "Pupil",
    "PupilUserObjectPermission",
    "Relationship",
    "SenStatus",
    "Sex",
    "Status",
    "StatusQuestion",
]
