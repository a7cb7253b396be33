"""Where a known child is registered and in which class: what a file changes of it, and how that is put back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from pupils.intake import FIELDS, stored
from pupils.models import Enrolment, GroupMember
from schools.models import Group, GroupKind
from schools.querysets import not_over
from trust_send.platform.tables.models import ImportRow

ON_ENROLMENT = {"admission_number": "admission_number", "enrolment_kind": "kind", "left_on": "ends_on"}
"""Which fields of a file stand in which column of a registration."""


def change_registration(row: ImportRow, given: dict[str, Any], *, school_id: int, today: date) -> None:
    """Write what a file says about a registration; the row keeps what was there and what it left."""
    if not given.keys() & {*ON_ENROLMENT}:
        return
    newest = _newest(row.subject_id, school_id)
    if newest is None:
        newest = Enrolment(pupil_id=row.subject_id, at_school_id=school_id, starts_on=today)
    row.before["enrolment"] = {"new": newest.pk is None, "was": _columns(newest)}
    newest.admission_number = given.get("admission_number", newest.admission_number)
    newest.kind = given.get("enrolment_kind", newest.kind)
    if "left_on" in given:
        newest.ends_on = max(given["left_on"], newest.starts_on) + timedelta(days=1) if given["left_on"] else None
    newest.save()
    row.before["enrolment"] |= {"id": newest.pk, "set": _columns(newest)}


def put_registration_back(before: dict[str, Any] | None) -> list[str]:
    """Put back what a file changed of a registration; returns which fields stay because they were changed since."""
    if before is None:
        return []
    held = Enrolment.objects.filter(pk=before["id"]).first()
    now = _columns(held) if held else {}
    is_last = held is not None and _newest(held.pupil_id, held.at_school_id) == held
    if before["new"]:
        if held and is_last and now == before["set"]:
            held.delete()
            held = None
        return [FIELDS["enrolment_kind"].label] if held else []
    changed = {name: column for name, column in ON_ENROLMENT.items() if before["was"][column] != before["set"][column]}
    if held is None or not is_last:
        # It has ended, or another has begun: what was before does not follow on any more.
        return [FIELDS[name].label for name in changed]
    back = {column for column in changed.values() if now[column] == before["set"][column]}
    for column in back:
        setattr(held, column, stored.from_json("left_on" if column == "ends_on" else column, before["was"][column]))
    if back and _number_is_taken(held):
        back = set()
    if back:
        held.save(update_fields=sorted(back))
    return [FIELDS[name].label for name, column in changed.items() if column not in back]


def change_class(row: ImportRow, group: Group, *, today: date) -> None:
    """Put a child into a class; the row keeps in which it was."""
    # The class of today, else the one in which a child who starts later will be.
    running = _in_classes(row.subject_id, group.school_id, after=today).order_by("starts_on", "pk").first()
    row.before["member"] = {"on": today.isoformat(), "group": group.pk, "ended": None, "was_group": None}
    if running and running.starts_on >= today:
        row.before["member"] |= {"id": running.pk, "was_group": running.group_id}
        running.group = group
        running.save(update_fields=["group"])
        return
    if running:
        row.before["member"]["ended"] = running.pk
        running.ends_on = today
        running.save(update_fields=["ends_on"])
    member = GroupMember.objects.create(pupil_id=row.subject_id, group=group, starts_on=today)
    row.before["member"]["id"] = member.pk


def put_class_back(before: dict[str, Any] | None) -> list[str]:
    """Put a child back into the class it was in, or name the class: somebody has changed it since, and it stays."""
    if before is None:
        return []
    member = GroupMember.objects.filter(pk=before["id"]).first()
    ended = GroupMember.objects.filter(pk=before["ended"]).first() if before["ended"] else None
    old_group = ended.group_id if ended else before["was_group"]
    if (
        member is None
        or (member.group_id, member.ends_on) != (before["group"], None)
        or (before["ended"] and (ended is None or ended.ends_on != date.fromisoformat(before["on"])))
        or (old_group and Group.objects.filter(pk=old_group, ends_on__isnull=False).exists())
        or _is_elsewhere(member)
    ):
        return [FIELDS["registration_group"].label]
    if before["was_group"]:
        member.group_id = before["was_group"]
        member.save(update_fields=["group"])
        return []
    member.delete()
    if ended:
        ended.ends_on = None
        ended.save(update_fields=["ends_on"])
    return []


def _newest(pupil_id: int | None, school_id: int) -> Enrolment | None:
    held = Enrolment.objects.filter(pupil_id=pupil_id, at_school_id=school_id)
    return held.order_by("-starts_on", "-pk").first()


def _columns(held: Enrolment) -> dict[str, Any]:
    return {column: stored.to_json(getattr(held, column)) for column in ON_ENROLMENT.values()}


def _number_is_taken(held: Enrolment) -> bool:
    """Has another child been given this number meanwhile?"""
    if not held.admission_number or held.ends_on:
        return False
    others = Enrolment.objects.filter(at_school_id=held.at_school_id, ends_on__isnull=True).exclude(pk=held.pk)
    return others.filter(admission_number=held.admission_number).exists()


def _is_elsewhere(member: GroupMember) -> bool:
    """Is the child in another class beside this one, or will be?"""
    held = _in_classes(member.pupil_id, member.group.school_id, after=member.starts_on)
    return held.exclude(pk=member.pk).exists()


def _in_classes(pupil_id: int | None, school_id: int, *, after: date) -> QuerySet[GroupMember]:
    """A child's places in classes of a school that are not over on a day."""
    return GroupMember.objects.filter(
        not_over(after),
        pupil_id=pupil_id,
        group__school_id=school_id,
        group__kind=GroupKind.REGISTRATION,
    )
