"""Closing a group for everyone in it, and opening it again as if it had not been closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from pupils.models import Enrolment, GroupMember
from pupils.presenting.words import day_words
from pupils.services.refusals import refuse
from schools import selectors
from schools.models import Group, GroupKind, GroupStaff, User
from schools.querysets import in_force, not_over
from schools.services import groups
from trust_send.platform.history import because, events_of


@dataclass(frozen=True, slots=True)
class Returning:
    """Who comes back into a group that is opened again, and how many stay out."""

    members: list[GroupMember] = field(default_factory=list)
    staff: list[GroupStaff] = field(default_factory=list)
    pupils_out: int = 0
    staff_out: int = 0


@transaction.atomic
def close(*, group: Group, last_day: date, by: User, reason: str = "") -> Group:
    """End a group after a day: its pupils and staff leave it then, and everything about it is kept."""
    group = _locked(group)
    ends_on = last_day + timedelta(days=1)
    members = _not_over(GroupMember.objects.filter(group=group), ends_on)
    _check(group=group, last_day=last_day, members=members)
    with because(by=by.pk, reason=reason):
        # Who was to join later never does.
        members.filter(starts_on__gte=ends_on).delete()
        members.update(ends_on=ends_on)
        return groups.close_group(group=group, ends_on=ends_on, by=by, reason=reason)


@transaction.atomic
def reopen(*, group: Group, by: User, reason: str = "") -> Returning:
    """Open a closed group again. Who left it by the closing is in it as if nothing had been, where that can be."""
    group = _locked(group)
    if group.ends_on is None:
        raise refuse("reason", f"{group.name} is open already")
    back = returning(group=group)
    with because(by=by.pk, reason=reason):
        groups.reopen_group(group=group, by=by, reason=reason)
        GroupMember.objects.filter(pk__in=[row.pk for row in back.members]).update(ends_on=None)
        GroupStaff.objects.filter(pk__in=[row.pk for row in back.staff]).update(ends_on=None)
    return back


def returning(*, group: Group) -> Returning:
    """Who would come back today: those who left by the closing, are still at the school and in no other class."""
    change_id = _closing_of(group)
    if change_id is None:
        return Returning()
    today = timezone.localdate()
    members = list(_ended_by(GroupMember, change_id, group).select_related("pupil"))
    children = [member.pupil_id for member in members]
    here = Enrolment.objects.filter(in_force(today), pupil_id__in=children, at_school_id=group.school_id)
    may = set(here.values_list("pupil_id", flat=True))
    if group.kind == GroupKind.REGISTRATION:
        may -= set(_elsewhere(group, children).values_list("pupil_id", flat=True))
    staff = list(_ended_by(GroupStaff, change_id, group))
    working = set(selectors.groups.staff_to_choose(school_id=group.school_id, on=today).values_list("pk", flat=True))
    back = [member for member in members if member.pupil_id in may]
    having = [row for row in staff if row.user_id in working]
    return Returning(back, having, len(members) - len(back), len(staff) - len(having))


def leaving(*, group: Group, on: date) -> tuple[int, int]:
    """How many pupils and how many members of staff are in the group on a day?"""
    return group.members.filter(in_force(on)).count(), group.staff.filter(in_force(on)).count()


def _locked(group: Group) -> Group:
    """The group as it is now. Whoever puts somebody into it waits, and finds it closed."""
    return Group.objects.select_for_update(no_key=True, of=("self",)).select_related("school").get(pk=group.pk)


def _check(*, group: Group, last_day: date, members: QuerySet[GroupMember]) -> None:
    today = timezone.localdate()
    if group.last_day:
        raise refuse("last_day", f"{group.name} is closed already: its last day is {day_words(group.last_day)}")
    if last_day > today:
        raise refuse("last_day", "The last day must be today or in the past: come back on the day")
    if last_day < group.starts_on:
        raise refuse("last_day", f"{group.name} began on {day_words(group.starts_on)}. Choose that day or a later one")
    for rows, who in ((members, "A pupil joined"), (_not_over(group.staff.all(), today), "Somebody got the group")):
        latest = rows.filter(starts_on__gt=last_day, starts_on__lte=today).order_by("-starts_on").first()
        if latest:
            raise refuse("last_day", f"{who} on {day_words(latest.starts_on)}. Choose that day or a later one")


def _not_over(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    return rows.filter(not_over(on))


def _closing_of(group: Group) -> object | None:
    """By which change was the group closed? Unknown when that was before changes of groups were kept."""
    events = events_of(Group).filter(pgh_obj_id=group.pk, ends_on__isnull=False)
    last = events.order_by("-pgh_id").first()
    return last.pgh_context_id if last else None


def _ended_by(model: type[models.Model], change_id: object, group: Group) -> QuerySet[Any]:
    """The rows that this change ended and nobody has touched since."""
    events = events_of(model).filter(pgh_context_id=change_id, group_id=group.pk, pgh_label="update")
    return model._default_manager.filter(pk__in=events.values("pgh_obj_id"), group_id=group.pk, ends_on=group.ends_on)


def _elsewhere(group: Group, children: list[int]) -> QuerySet[GroupMember]:
    """Places of these children in another class, today or later."""
    others = GroupMember.objects.filter(pupil_id__in=children, group__kind=GroupKind.REGISTRATION)
    return _not_over(others.exclude(group=group), timezone.localdate())
