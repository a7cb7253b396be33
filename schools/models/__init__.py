"""Trusts, schools and the people who work in them."""

from schools.models.groups import Group, GroupKind, GroupStaff
from schools.models.kept import KeptForm
from schools.models.people import Membership, Post, SchoolUserObjectPermission, User
from schools.models.trusts import Hub, Phase, School, Term, TermNaming, Trust

__all__ = [
    "Group",
    "GroupKind",
    "GroupStaff",
    "Hub",
    "KeptForm",
    "Membership",
    "Phase",
    "Post",
    "School",
    "SchoolUserObjectPermission",
    "Term",
    "TermNaming",
    "Trust",
    "User",
]
