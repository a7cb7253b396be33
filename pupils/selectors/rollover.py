"""What a new school year would bring the pupils and classes of one school. Nothing is written by looking."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from pupils import year_groups
from pupils.models import Enrolment, EnrolmentKind, GroupMember
from pupils.rollover import CHOOSABLE, Doubt, Fate, Outlook, class_after, following, outlook, school_year
from schools.group_order import youngest_first
from schools.models import Group, GroupKind, GroupStaff, School
from schools.querysets import in_force, not_over

OWN = (EnrolmentKind.CURRENT, EnrolmentKind.MAIN)
SECOND = (EnrolmentKind.SUBSIDIARY, EnrolmentKind.GUEST)
OF_A_CHILD = (
    "pupil__preferred_surname",
    "pupil__legal_surname",
    "pupil__preferred_forename",
    "pupil__legal_forename",
    "pupil__date_of_birth",
    "pupil__year_group",
)


@dataclass(frozen=True, slots=True)
class Child:
    """One child who was here before the new year began."""

    pupil_id: int
    enrolment_id: int
    name: str
    date_of_birth: date
    year_group: str
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Class:
    """One registration group of the old year with those who were in it."""

    group_id: int
    name: str
    year_group: str
    pupil_ids: frozenset[int]
    suggested: str
    goes_on: bool
    """Somebody joined it in the new year, so that it cannot end before that."""


@dataclass(frozen=True)
class Plan:
    """A school on the threshold of a year."""

    school: School
    first_day: date
    last: str | None
    children: tuple[Child, ...]
    classes: tuple[Class, ...]
    new_names: frozenset[str]
    """Open classes that began with the new year."""
    joined: int

    @property
    def year(self) -> int:
        """In which calendar year does the new school year begin?"""
        return school_year(self.first_day)

    @property
    def to_look_at(self) -> list[Child]:
        """The children about whom something is doubtful."""
        return [child for child in self.children if child.outlook.doubt]

    @property
    def choosable(self) -> list[Child]:
        """The children for whom a person says whether they go on."""
        return [child for child in self.children if child.outlook.doubt in CHOOSABLE]

    @cached_property
    def seems_done(self) -> bool:
        """Are most children in the right year already, because a file of the MIS has brought it?"""
        already = sum(child.outlook.doubt == Doubt.ALREADY for child in self.children)
        return already * 2 > len(self.children)

    @cached_property
    def fingerprint(self) -> str:
        """What was looked at, in short: another one means that something has changed since."""
        facts = [
            [
                [child.pupil_id, child.enrolment_id, child.year_group, child.outlook.fate, child.outlook.doubt]
                for child in self.children
            ],
            [
                [each.group_id, each.name, each.year_group, sorted(each.pupil_ids), each.goes_on]
                for each in self.classes
            ],
            sorted(self.new_names),
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]

    def fates(self, going_on: Collection[int] | None = None) -> dict[int, Fate]:
        """What happens to each child, as suggested or when exactly these of the doubtful ones go on."""
        if going_on is None:
            return {child.pupil_id: child.outlook.fate for child in self.children}
        chosen = frozenset(going_on)
        return {
            child.pupil_id: child.outlook.decided(
                goes_on=child.pupil_id in chosen, year_group=child.year_group, last=self.last
            )
            for child in self.children
        }

    def by_year(self, fates: Mapping[int, Fate]) -> list[tuple[str, Counter[Fate]]]:
        """How many of each year group go up, leave and stay, youngest first."""
        found: dict[str, Counter[Fate]] = {}
        for child in self.children:
            found.setdefault(child.year_group, Counter())[fates[child.pupil_id]] += 1
        return sorted(found.items(), key=lambda item: year_groups.order(item[0]))


def plan(*, school: School, first_day: date, last: str | None) -> Plan:
    """Everything that is known about the new year of a school, in as many statements whatever its size."""
    year = school_year(first_day)
    open_classes = list(Group.objects.filter(school_id=school.pk, kind=GroupKind.REGISTRATION, ends_on__isnull=True))
    old = [group for group in open_classes if group.starts_on < first_day]
    places = _lasting(GroupMember.objects.filter(school_id=school.pk, group__school_id=school.pk), first_day)
    members = list(places.values_list("group_id", "pupil_id", "starts_on"))
    since = {pupil_id for _, pupil_id, starts_on in members if starts_on >= first_day}
    handed = GroupStaff.objects.filter(group__in=old, starts_on__gte=first_day)
    joined_since = set(handed.values_list("group_id", flat=True))
    joined_since |= {group_id for group_id, _, starts_on in members if starts_on >= first_day}
    of_class: dict[int, set[int]] = {group.pk: set() for group in old}
    for group_id, pupil_id, starts_on in members:
        if group_id in of_class and starts_on < first_day:
            of_class[group_id].add(pupil_id)
    classes = [
        Class(
            group.pk,
            group.name,
            group.year_group,
            frozenset(of_class[group.pk]),
            group.name if group.pk in joined_since else class_after(group.name, year_group=group.year_group, last=last),
            group.pk in joined_since,
        )
        for group in sorted(old, key=lambda each: youngest_first(kind="", year_group=each.year_group, name=each.name))
    ]
    children = _children(school=school, first_day=first_day, year=year, last=last, since=since)
    return Plan(
        school=school,
        first_day=first_day,
        last=last,
        children=children,
        classes=tuple(_as_they_go(classes, children)),
        new_names=frozenset(group.name for group in open_classes if group.starts_on >= first_day),
        joined=Enrolment.objects.filter(
            at_school_id=school.pk, pupil__school_id=school.pk, starts_on__gte=first_day, kind__in=OWN
        ).count(),
    )


def _children(
    *, school: School, first_day: date, year: int, last: str | None, since: Collection[int]
) -> tuple[Child, ...]:
    here = Enrolment.objects.filter(
        in_force(first_day),
        at_school_id=school.pk,
        pupil__school_id=school.pk,
        kind__in=OWN,
        starts_on__lt=first_day,
    )
    second = _lasting(Enrolment.objects.filter(kind__in=SECOND, pupil__school_id=school.pk), first_day)
    elsewhere = set(second.exclude(at_school_id=school.pk).values_list("pupil_id", flat=True))
    facts = here.order_by("pupil__sort_key", "pupil_id").values_list("pk", "pupil_id", *OF_A_CHILD)
    found: dict[int, Child] = {}
    for enrolment_id, pupil_id, liked_last, last_name, liked_first, first_name, born, year_group in facts:
        found[pupil_id] = Child(
            pupil_id,
            enrolment_id,
            f"{liked_last or last_name}, {liked_first or first_name}",
            born,
            year_group,
            outlook(
                year_group,
                date_of_birth=born,
                year=year,
                last=last,
                elsewhere=pupil_id in elsewhere,
                since=pupil_id in since,
            ),
        )
    return tuple(found.values())


def _as_they_go(classes: list[Class], children: tuple[Child, ...]) -> list[Class]:
    """A class of which nobody goes up or leaves is in its new year already and keeps its name."""
    moving = {child.pupil_id for child in children if child.outlook.fate != Fate.STAYS}
    return [
        each
        if not each.pupil_ids or each.pupil_ids & moving
        else Class(each.group_id, each.name, each.year_group, each.pupil_ids, each.name, each.goes_on)
        for each in classes
    ]


def year_after(each: Class, fates: Mapping[int, Fate]) -> str:
    """The year group of a class after its pupils went on: the next one when any of them went up."""
    if any(fates.get(pupil_id) == Fate.UP for pupil_id in each.pupil_ids):
        return following(each.year_group) or ""
    return each.year_group


def _lasting(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    return rows.filter(not_over(day))
