"""One child's record, as much of it as its page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.shortcuts import get_object_or_404

from pupils.models import (
    Contact,
    ContactLink,
    Diagnosis,
    Enrolment,
    FamilyLink,
    FamilyWords,
    LocalStatus,
    Need,
    Pupil,
    PupilUserObjectPermission,
    SenStatus,
    StatusQuestion,
    SupportLayer,
)
from pupils.selectors import record_sql
from schools.models import GroupKind, School, User

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
class Relative:
    """Somebody of the family with sight of the child, or the pupil."""

    link: FamilyLink
    waits: bool
    """Has never signed in."""
    invited_at: datetime | None
    """When those who wait were last invited, if that is known."""


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
    family: list[Relative] = field(default_factory=list)
    contacts: list[ContactLink] = field(default_factory=list)
    words: FamilyWords | None = None
    diagnoses: list[Diagnosis] = field(default_factory=list)
    layers: list[SupportLayer] = field(default_factory=list)
    has_concerns: bool = False
    """Is there a concern that this reader may read?"""

    def status_on(self, day: date) -> SenStatus | None:
        """Which status was in force on a day?"""
        return next((row for row in self.statuses if _covers(row, day)), None)

    def layer_on(self, day: date) -> SupportLayer | None:
        """Which layer of support was in force on a day?"""
        return next((row for row in self.layers if _covers(row, day)), None)

    def needs_on(self, day: date) -> list[Need]:
        """Which needs were in force on a day, the main one first?"""
        return sorted((row for row in self.needs if _covers(row, day)), key=lambda need: need.rank)

    def registrations_on(self, day: date) -> list[Enrolment]:
        """Where was the child registered on a day, its own school first?"""
        here = [row for row in self.enrolments if _covers(row, day)]
        return sorted(here, key=lambda row: (row.at_school_id != self.pupil.school_id, row.starts_on))

    @property
    def class_group(self) -> InGroup | None:
        """In which class is the child?"""
        return next((group for group in self.groups if group.is_class), None)


def _covers(row: SenStatus | Need | Enrolment | SupportLayer, day: date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on > day)


def pupil_or_404(*, reach: Reach, pupil_id: int) -> Pupil:
    """The child, when this reach opens it to a member of staff; otherwise nobody learns whether it exists."""
    return get_object_or_404(Pupil.objects.for_staff(reach).select_related("school"), pk=pupil_id)


def record(*, pupil: Pupil, reach: Reach, on: date, whole: bool, teaches: bool = False, knows: bool = False) -> Record:
    """What the child's page shows on a day; ``whole`` adds what only those who lead see, ``teaches`` the contacts.

    ``knows`` beside ``whole`` adds the diagnoses.
    """
    names, sql = record_sql.WHOLE if whole else record_sql.TEACHER if teaches else record_sql.TAUGHT
    values = {
        "trust": reach.trust_id,
        "pupil": pupil.pk,
        "schools": sorted(reach.school_ids),
        "pupils": sorted(reach.pupil_ids),
        "on": on,
        "knows": knows,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: dict[str, list[dict[str, Any]]] = dict(zip(names, cursor.fetchone(), strict=True))
    return Record(
        pupil=pupil,
        statuses=[_status(row) for row in found["statuses"]],
        layers=[SupportLayer(decided_by=_decider(row), **_dated(row)) for row in found["layers"]],
        needs=[Need(**_dated(row)) for row in found["needs"]],
        enrolments=[Enrolment(at_school=_school(row), **_dated(row)) for row in found["enrolments"]],
        groups=_groups(found["groups"]),
        question=next((_question(row) for row in found.get("questions", ())), None),
        lendings=[PupilUserObjectPermission(user=_user(row), **_dated(row)) for row in found.get("lendings", ())],
        family=[_relative(row) for row in found.get("family", ())],
        contacts=[_contact(row) for row in found.get("contacts", ())],
        words=next((FamilyWords(**_dated(row)) for row in found["words"]), None),
        diagnoses=[Diagnosis(**_dated(row)) for row in found.get("diagnoses", ())],
        has_concerns=bool(found["concerns"]),
    )


_DAYS = (
    "starts_on",
    "ends_on",
    "family_told_on",
    "diagnosed_on",
    "verified_on",
    "restriction_from",
    "restriction_until",
)


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """The same row with days instead of texts."""
    return {name: date.fromisoformat(value) if value and name in _DAYS else value for name, value in row.items()}


def _status(row: dict[str, Any]) -> SenStatus:
    called = row.pop("called")
    local = LocalStatus(name=called, code=row["code"]) if called else None
    return SenStatus(local_status=local, decided_by=_decider(row), **_dated(row))


def _decider(row: dict[str, Any]) -> User | None:
    """Who decided it? Nobody is named for what a file brought."""
    person = _user(row)
    return person if person.family_name else None


def _user(row: dict[str, Any]) -> User:
    return User(given_name=row.pop("given_name"), family_name=row.pop("family_name"))


def _relative(row: dict[str, Any]) -> Relative:
    waits, invited = row.pop("waits"), row.pop("invited_at")
    link = FamilyLink(user=_user(row), **_dated(row))
    return Relative(link, waits, datetime.fromisoformat(invited) if invited else None)


def _contact(row: dict[str, Any]) -> ContactLink:
    person = Contact(given_name=row.pop("given_name"), family_name=row.pop("family_name"))
    return ContactLink(contact=person, **_dated(row))


def _school(row: dict[str, Any]) -> School:
    return School(pk=row.pop("at_school_id"), name=row.pop("school"))


def _question(row: dict[str, Any]) -> StatusQuestion:
    return StatusQuestion(**{**row, "asked_at": datetime.fromisoformat(row["asked_at"])})


def _groups(rows: list[dict[str, Any]]) -> list[InGroup]:
    """One row for each of its staff becomes one group with all of them."""
    found: dict[int, InGroup] = {}
    for row in rows:
        is_class = row["kind"] == GroupKind.REGISTRATION
        group = found.setdefault(row["group_id"], InGroup(row["name"], is_class, row["group_id"]))
        if name := " ".join(part for part in (row["given_name"], row["family_name"]) if part):
            group.staff.append(name)
    return list(found.values())
