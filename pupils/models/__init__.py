"""Children, where they are registered, and the SEN register."""

from pupils.models.choices import EnrolmentKind, Relationship, Sex, Status
from pupils.models.concerns import Concern, ConcernQuestion
from pupils.models.contacts import Contact, ContactLink, ContactSource
from pupils.models.knowing import Diagnosis, FamilyWords
from pupils.models.layers import Layer, LocalStatus, SupportLayer
from pupils.models.letters import FamilyLetter
from pupils.models.pupils import AboutChild, Pupil, PupilUserObjectPermission
from pupils.models.register import Need, SenStatus, StatusQuestion
from pupils.models.reviews import RegisterReview, ReviewAnswer, SettledCheck
from pupils.models.rolls import Enrolment, FamilyLink, GroupMember

__all__ = [
    "AboutChild",
    "Concern",
    "ConcernQuestion",
    "Contact",
    "ContactLink",
    "ContactSource",
    "Diagnosis",
    "Enrolment",
    "EnrolmentKind",
    "FamilyLetter",
    "FamilyLink",
    "FamilyWords",
    "GroupMember",
    "Layer",
    "LocalStatus",
    "Need",
    "Pupil",
    "PupilUserObjectPermission",
    "RegisterReview",
    "Relationship",
    "ReviewAnswer",
    "SenStatus",
    "SettledCheck",
    "Sex",
    "Status",
    "StatusQuestion",
    "SupportLayer",
]
