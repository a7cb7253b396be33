"""One child's record, as much of it as its page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from pupils.models import (
    Enrolment,
    FamilyLink,
    GroupMember,
    Need,
    Pupil,
    PupilUserObjectPermission,
    SenStatus,
    StatusQuestion,
)
from schools.models import GroupKind
from schools.querysets import in_force

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


@dataclass(slots=True)
class InGroup:
    """A group that a child is in, with who has it."""

    name: str
    is_class: bool
    group_id: int
    staff: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """Status, needs, registrations, groups and people of one child."""

    pupil: Pupil
    statuses: list[SenStatus]
    needs: list[Need]
    enrolments: list[Enrolment]
    groups: list[InGroup]
    question: StatusQuestion | None = None
    lendings: list[PupilUserObjectPermission] = field(default_factory=list)
    family: list[FamilyLink] = field(default_factory=list)

    def status_on(self, day: date) -> SenStatus | None:
        """Which status was in force on a day?"""
        return next((row for row in self.statuses if _covers(row, day)), None)

    def needs_on(self, day: date) -> list[Need]:
        """Which needs were in force on a day, the main one first?"""
        return sorted((row for row in self.needs if _covers(row, day)), key=lambda need: need.rank)

    @property
    def class_group(self) -> InGroup | None:
        """In which class is the child?"""
        return next((group for group in self.groups if group.is_class), None)


def _covers(row: SenStatus | Need, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on > day)


def pupil_or_404(*, reach: Reach, pupil_id: int) -> Pupil:
    """The child, when this reach opens it to a member of staff; otherwise nobody learns whether it exists."""
    return get_object_or_404(Pupil.objects.for_staff(reach).select_related("school"), pk=pupil_id)


def record(*, pupil: Pupil, reach: Reach, on: date, whole: bool) -> Record:
    """What the child's page shows on a day; ``whole`` adds what only those who lead see."""
    rows = {"pupil_id": pupil.pk}
    found = Record(
        pupil=pupil,
        statuses=list(SenStatus.objects.within(reach).filter(**rows).order_by("-starts_on")),
        needs=list(Need.objects.within(reach).filter(**rows).order_by("-starts_on", "rank")),
        enrolments=list(
            Enrolment.objects.within(reach).filter(**rows).select_related("at_school").order_by("-starts_on")
        ),
        groups=_groups(pupil, on),
    )
    if not whole:
        return found
    lendings = PupilUserObjectPermission.objects.filter(content_object_id=pupil.pk).exclude(ends_on__lte=on)
    return Record(
        pupil=pupil,
        statuses=found.statuses,
        needs=found.needs,
        enrolments=found.enrolments,
        groups=found.groups,
        question=StatusQuestion.objects.within(reach).open().filter(**rows).first(),
        lendings=list(lendings.select_related("user", "lent_by").order_by("user__sort_key")),
        family=list(
            FamilyLink.objects.within(reach).on(on).filter(**rows).select_related("user").order_by("user__sort_key")
        ),
    )


def _groups(pupil: Pupil, on: date) -> list[InGroup]:
    """The groups of a day with who has them, in one question: groups without staff stay."""
    rows = (
        GroupMember.objects.filter(in_force(on), pupil_id=pupil.pk)
        .order_by("group__kind", "group__name", "group__staff__user__sort_key")
        .values_list(
            "group_id", "group__name", "group__kind", "group__staff__starts_on", "group__staff__ends_on",
            "group__staff__user__given_name", "group__staff__user__family_name",
        )
    )  # fmt: skip
    found: dict[int, InGroup] = {}
    for group_id, name, kind, starts_on, ends_on, *names in rows:
        group = found.setdefault(group_id, InGroup(name, kind == GroupKind.REGISTRATION, group_id))
        if starts_on and starts_on <= on and (ends_on is None or ends_on > on):
            group.staff.append(" ".join(part for part in names if part))
    return list(found.values())
