"""What the search box of the header finds: children by name or number, and groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from pupils import upn
from pupils.models import GroupMember, Pupil
from schools.models import Group, GroupKind, GroupStaff
from schools.naming import folded
from schools.querysets import in_force

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

MOST = 30


@dataclass(frozen=True, slots=True)
class FoundPupil:
    """A child whose name or number fits."""

    pupil_id: int
    school_id: int
    listed_name: str
    school: str
    class_name: str
    year_group: str


def pupils(*, reach: Reach, words: str, on: date) -> tuple[list[FoundPupil], bool]:
    """The first children by name whose name fits, or the one with exactly this pupil number; and are there more?"""
    children = Pupil.objects.for_staff(reach)
    number = upn.tidy(words)
    if len(number) == 13 and upn.is_valid(number):
        children = children.filter(upn=number)
    elif folded(words):
        children = children.called(words)
    else:
        return [], False
    found = list(children.select_related("school").order_by("sort_key", "pk")[: MOST + 1])
    classes = dict(
        GroupMember.objects.filter(
            in_force(on), pupil_id__in=[child.pk for child in found], group__kind=GroupKind.REGISTRATION
        ).values_list("pupil_id", "group__name")
    )
    shown = [
        FoundPupil(
            child.pk, child.school_id, child.listed_name, child.school.name, classes.get(child.pk, ""), child.year_group
        )
        for child in found[:MOST]
    ]
    return shown, len(found) > MOST


def groups(*, reach: Reach, words: str, on: date) -> list[Group]:
    """The groups whose children this reader has and whose name begins with these words."""
    if not words.strip():
        return []
    mine = GroupStaff.objects.filter(in_force(on), user_id=reach.user_id, group_id=OuterRef("pk"))
    found = Group.objects.within(reach).on(on).filter(Q(school_id__among=reach.school_ids) | Exists(mine))
    return list(found.filter(name__istartswith=words.strip()).select_related("school").order_by("name", "pk")[:MOST])
