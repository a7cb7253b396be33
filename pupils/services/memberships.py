"""Single children in and out of a class or group; whoever has the group sees them from that day, and until it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil
from pupils.presenting.words import day_words
from pupils.services.pupils import hold
from pupils.services.refusals import refuse
from schools.models import Group, GroupKind, User
from schools.querysets import in_force, not_over
from trust_send.platform.history import because


@transaction.atomic
def join(*, group: Group, pupil: Pupil, on: date, by: User, reason: str = "") -> GroupMember:
    """Put a child into a group from a day on. A registration group is one at a time: the other ends on that day."""
    # One at a time for one child, or two who press at once put it into two classes.
    hold(pupil=pupil)
    # And not while the group is being closed.
    group = Group.objects.select_for_update(no_key=True, of=("self",)).select_related("school").get(pk=group.pk)
    _check(group=group, pupil=pupil, on=on)
    with because(by=by.pk, reason=reason):
        if group.kind == GroupKind.REGISTRATION:
            for other in _classes(pupil=pupil, on=on):
                _end(other, on)
        # Taken out and put back on one day: as if nothing had been.
        if before := GroupMember.objects.filter(group=group, pupil=pupil, ends_on=on).first():
            before.ends_on = None
            before.save(update_fields=["ends_on"])
            return before
        return GroupMember.objects.create(group=group, pupil=pupil, starts_on=on)


@transaction.atomic
def leave(*, member: GroupMember, on: date, by: User, reason: str = "") -> None:
    """Take a child out of a group from a day on; on the first day it is as if it had never been in it."""
    _check_day(on)
    if on < member.starts_on:
        raise refuse("on", f"They joined on {day_words(member.starts_on)}. Choose that day or a later one")
    with because(by=by.pk, reason=reason):
        _end(member, on)


def _end(member: GroupMember, on: date) -> None:
    if member.starts_on >= on:
        member.delete()
    else:
        member.ends_on = on
        member.save(update_fields=["ends_on"])


def _check_day(on: date) -> None:
    if on > timezone.localdate():
        raise refuse("on", "The day must be today or in the past: come back on the day")


def _check(*, group: Group, pupil: Pupil, on: date) -> None:
    _check_day(on)
    today = timezone.localdate()
    if pupil.school_id != group.school_id:
        raise refuse("pupil", f"{pupil.forename} is not at {group.school.name}")
    if on < group.starts_on:
        raise refuse("on", f"{group.name} began on {day_words(group.starts_on)}. Choose that day or a later one")
    if group.last_day:
        raise refuse("pupil", f"{group.name} is closed: its last day is {day_words(group.last_day)}")
    registered = Enrolment.objects.filter(pupil=pupil, at_school_id=group.school_id)
    for day, words in ((today, "today"), (on, "on that day")):
        if not registered.filter(in_force(day)).exists():
            raise refuse("on", f"{pupil.forename} is not registered at {group.school.name} {words}")
    if held := _not_over(pupil=pupil, on=on).filter(group=group).order_by("starts_on").first():
        raise refuse("pupil", f"{pupil.forename} is in {group.name} already, since {day_words(held.starts_on)}")
    if group.kind == GroupKind.REGISTRATION and (
        later := _classes(pupil=pupil, on=on).filter(starts_on__gt=on).first()
    ):
        since = day_words(later.starts_on)
        raise refuse("on", f"{pupil.forename} joined {later.group.name} on {since}. Choose that day or a later one")


def _classes(*, pupil: Pupil, on: date) -> QuerySet[GroupMember]:
    return _not_over(pupil=pupil, on=on).filter(group__kind=GroupKind.REGISTRATION).select_related("group")


def _not_over(*, pupil: Pupil, on: date) -> QuerySet[GroupMember]:
    return GroupMember.objects.filter(not_over(on), pupil=pupil)
