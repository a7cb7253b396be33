"""The children of a class or group, as its page and a teacher's day show them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from pupils import codes
from pupils.models import GroupMember, Need, Pupil, SenStatus, Status
from schools.models import Group
from schools.querysets import in_force
from trust_send.platform.walls.reach import Reach


@dataclass(frozen=True, slots=True)
class ListedChild:
    """A child in a class list, with SEN status and needs, the primary one first."""

    id: int
    school_id: int
    listed_name: str
    year_group: str
    status: str
    status_words: str
    needs: tuple[tuple[str, str], ...]
    """Need types with the letter of their area."""


def children_of(*, reach: Reach, group: Group, on: date) -> list[ListedChild]:
    """Which children are in this group on a day, by name?"""
    members = GroupMember.objects.filter(in_force(on), group=group).values("pupil_id")
    children = list(Pupil.objects.within(reach).filter(pk__in=members).order_by("sort_key", "pk"))
    ids = [child.pk for child in children]
    statuses = dict(SenStatus.objects.filter(in_force(on), pupil_id__in=ids).values_list("pupil_id", "code"))
    needs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pupil_id, need_type in (
        Need.objects.filter(in_force(on), pupil_id__in=ids).order_by("rank").values_list("pupil_id", "need_type")
    ):
        needs[pupil_id].append((need_type, codes.NEED_TYPES[need_type].area or ""))
    return [
        ListedChild(
            id=child.pk,
            school_id=child.school_id,
            listed_name=child.listed_name,
            year_group=child.year_group,
            status=(code := statuses.get(child.pk, Status.NONE)),
            status_words=Status(code).label,
            needs=tuple(needs[child.pk]),
        )
        for child in children
    ]
