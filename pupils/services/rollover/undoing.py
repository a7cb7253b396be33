"""Taking a new school year back, from what the history kept, where nothing has been changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, Max, OuterRef, QuerySet

from pupils.models import Enrolment, GroupMember, Pupil, PupilUserObjectPermission
from pupils.rollover import preceding
from pupils.services.rollover.applying import Tell, hold, stepped
from schools.calendar import year_label
from schools.models import Group, GroupKind, GroupStaff, School
from trust_send.platform.history import because, events_of

STEPS = 3


def undo(*, school: School, done: Mapping[str, Any], first_day: date, year: int, tell: Tell) -> dict[str, int]:
    """Put year groups, registrations and classes back; returns how many pupils, and how many stay as they are now."""
    change_id = UUID(done["change"])
    hold(school)
    if touched := _touched(school, change_id):
        names = ", ".join(touched)
        raise ValidationError(
            f"Somebody has changed classes since then: {names}. The new year is not taken back. "
            "Change single pupils on their own pages."
        )
    with because(reason=f"New school year {year_label(year)} taken back"):
        back, kept = _years(school, change_id)
        tell(1, STEPS)
        returned, gone = _registrations(school, change_id, first_day)
        _sight(returned, done.get("sight") or {}, first_day)
        tell(2, STEPS)
        _classes(school, change_id, gone)
        tell(STEPS, STEPS)
    return {"back": back + len(returned), "kept": kept + len(gone)}


def _written(model: type[models.Model], change_id: UUID) -> QuerySet[Any]:
    return events_of(model).filter(pgh_context_id=change_id)


def _touched(school: School, change_id: UUID) -> list[str]:
    """The classes of this change that somebody has changed since, by name."""
    of_groups = _written(Group, change_id)
    opened = set(of_groups.filter(pgh_label="insert").values_list("pgh_obj_id", flat=True))
    ended = set(of_groups.filter(pgh_label="update", ends_on__isnull=False).values_list("pgh_obj_id", flat=True))
    every = set(of_groups.values_list("pgh_obj_id", flat=True))
    found = _changed_since(Group, "pgh_obj_id", every, change_id)
    found |= _changed_since(GroupMember, "group_id", opened | ended, change_id)
    found |= _changed_since(GroupStaff, "group_id", opened | ended, change_id)
    names = Group.objects.filter(pk__in=ended).values("name")
    taken = Group.objects.filter(school=school, kind=GroupKind.REGISTRATION, ends_on__isnull=True, name__in=names)
    found |= set(taken.exclude(pk__in=every).values_list("pk", flat=True))
    return sorted(set(Group.objects.filter(pk__in=found).values_list("name", flat=True)))


def _changed_since(model: type[models.Model], column: str, groups: set[int], change_id: UUID) -> set[int]:
    """In which of these groups has something been written after the change?"""
    later = events_of(model).filter(**{f"{column}__in": groups})
    # Without a row of its own the change has no place in this history: only its new groups tell before from after.
    last = _written(model, change_id).aggregate(last=Max("pgh_id"))["last"]
    if last is None:
        new = _written(Group, change_id).filter(pgh_label="insert").values("pgh_obj_id")
        return set(later.filter(**{f"{column}__in": new}).values_list(column, flat=True))
    return set(later.filter(pgh_id__gt=last).values_list(column, flat=True))


def _years(school: School, change_id: UUID) -> tuple[int, int]:
    """One year back for whoever is still in the year that the change gave."""
    given = dict(_written(Pupil, change_id).values_list("pgh_obj_id", "year_group"))
    now = dict(Pupil.objects.filter(pk__among=given, school=school).values_list("pk", "year_group"))
    same = [pk for pk, year_group in given.items() if now.get(pk) == year_group]
    Pupil.objects.filter(pk__among=same).update(year_group=stepped(preceding))
    return len(same), len(given) - len(same)


def _registrations(school: School, change_id: UUID, day: date) -> tuple[set[int], set[int]]:
    """Let those be registered again whom the change let leave; returns them, and who stays as it is now."""
    ended = set(_written(Enrolment, change_id).values_list("pgh_obj_id", flat=True))
    every = set(_written(Enrolment, change_id).values_list("pupil_id", flat=True))
    newer = Enrolment.objects.filter(pupil_id=OuterRef("pupil_id"), starts_on__gte=day)
    same_number = Enrolment.objects.filter(
        at_school_id=OuterRef("at_school_id"), admission_number=OuterRef("admission_number"), ends_on__isnull=True
    ).exclude(admission_number="")
    rows = Enrolment.objects.filter(pk__among=ended, ends_on=day, pupil__school=school)
    rows = rows.exclude(Exists(newer)).exclude(Exists(same_number))
    held = dict(rows.values_list("pk", "pupil_id"))
    _reopen(Enrolment, set(held), change_id)
    returned = set(held.values())
    return returned, every - returned


def _sight(pupil_ids: set[int], sight: Mapping[str, str | None], day: date) -> None:
    lent = PupilUserObjectPermission.objects.filter(
        pk__among=[int(pk) for pk in sight], content_object_id__among=pupil_ids, ends_on=day
    )
    for held in lent:
        until = sight[str(held.pk)]
        held.ends_on = date.fromisoformat(until) if until else None
        held.save(update_fields=["ends_on"])


def _classes(school: School, change_id: UUID, gone: set[int]) -> None:
    """New classes go, old ones go on; nobody who stays away comes back into one."""
    new = set(_written(GroupMember, change_id).filter(pgh_label="insert").values_list("pgh_obj_id", flat=True))
    GroupMember.objects.filter(pk__among=new).delete()
    opened = set(_written(Group, change_id).filter(pgh_label="insert").values_list("pgh_obj_id", flat=True))
    Group.objects.filter(pk__among=opened).delete()
    changed = set(_written(Group, change_id).filter(pgh_label="update").values_list("pgh_obj_id", flat=True))
    before = _before(Group, changed, change_id)
    for group in Group.objects.filter(pk__among=changed):
        was = before[group.pk]
        group.ends_on, group.year_group = was.ends_on, was.year_group
        group.save(update_fields=["ends_on", "year_group"])
    members = _written(GroupMember, change_id).filter(pgh_label="update").exclude(pupil_id__in=gone)
    _reopen(GroupMember, set(members.values_list("pgh_obj_id", flat=True)), change_id)
    staff = _written(GroupStaff, change_id).filter(pgh_label="update")
    _reopen(GroupStaff, set(staff.values_list("pgh_obj_id", flat=True)), change_id)


def _reopen(model: type[models.Model], ids: set[int], change_id: UUID) -> None:
    """Give rows the end back that they had before the change: mostly none."""
    by_end: dict[date | None, list[int]] = {}
    before = _before(model, ids, change_id)
    for pk in ids:
        by_end.setdefault(before[pk].ends_on if pk in before else None, []).append(pk)
    for ends_on, keys in by_end.items():
        model._default_manager.filter(pk__in=keys).update(ends_on=ends_on)


def _before(model: type[models.Model], ids: set[int], change_id: UUID) -> dict[int, Any]:
    """The rows as they were before the change."""
    events = events_of(model).filter(pgh_obj_id__in=ids).exclude(pgh_context_id=change_id).order_by("pgh_id")
    earliest = dict(_written(model, change_id).values_list("pgh_obj_id", "pgh_id"))
    return {event.pgh_obj_id: event for event in events if event.pgh_id < earliest[event.pgh_obj_id]}
