"""Which children of a school may be put into one of its groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from pupils.models import Enrolment, GroupMember, Pupil
from schools.models import Group, GroupKind
from schools.querysets import in_force
from trust_send.platform.walls.reach import Reach

MOST = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """A child who could join, with the class it is in."""

    pupil_id: int
    school_id: int
    listed_name: str
    year_group: str
    class_name: str


def all_of(*, reach: Reach, group: Group, on: date, words: str = "") -> QuerySet[Pupil]:
    """Every child of the group's school whom this reader sees, who is on roll on a day and fits a name, if given."""
    here = Enrolment.objects.filter(in_force(on), pupil=OuterRef("pk"), at_school_id=group.school_id)
    return Pupil.objects.for_staff(reach).called(words).filter(Exists(here), school_id=group.school_id)


def candidates(
    *, reach: Reach, group: Group, on: date, words: str, class_id: int | None
) -> tuple[list[Candidate], bool]:
    """The first children, by name, who are not in the group and fit a name or a class; and are there more?"""
    if not words and class_id is None:
        return [], False
    running = GroupMember.objects.filter(in_force(on), pupil=OuterRef("pk"))
    everyone = all_of(reach=reach, group=group, on=on, words=words)
    found = everyone.exclude(Exists(running.filter(group=group)))
    if class_id is not None:
        found = found.filter(Exists(running.filter(group_id=class_id)))
    children = list(found.order_by("sort_key", "pk")[: MOST + 1])
    classes = dict(
        GroupMember.objects.filter(
            in_force(on), pupil_id__in=[child.pk for child in children], group__kind=GroupKind.REGISTRATION
        ).values_list("pupil_id", "group__name")
    )
    listed = [
        Candidate(child.pk, child.school_id, child.listed_name, child.year_group, classes.get(child.pk, ""))
        for child in children[:MOST]
    ]
    return listed, len(children) > MOST
