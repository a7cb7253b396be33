"""A child leaves the school, comes back to it, or the leaving is taken back because it was a mistake."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pupils.models import Enrolment, GroupMember, Pupil, PupilUserObjectPermission
from pupils.presenting.words import day_words
from pupils.services.moves import leave_groups
from pupils.services.pupils import hold
from pupils.services.refusals import refuse
from pupils.services.registrations import second_ones
from schools.models import GroupKind, User
from schools.querysets import in_force, not_over
from trust_send.platform.history import because, events_of


@transaction.atomic
def leave(*, pupil: Pupil, last_day: date, to: str, by: User, reason: str = "") -> Enrolment:
    """End registration, groups and lent sight after a last day; the record stays with the school."""
    hold(pupil=pupil)
    day = last_day + timedelta(days=1)
    held = _check(pupil=pupil, last_day=last_day)
    lent = PupilUserObjectPermission.objects.filter(not_over(day), content_object=pupil)
    # Lending keeps no history of its own: until when it was lent stands with the change, for taking it back.
    sight = {str(pk): ends_on and ends_on.isoformat() for pk, ends_on in lent.values_list("pk", "ends_on")}
    said = f"Left for {to.strip()}" if to.strip() else "Left"
    with because(by=by.pk, reason=f"{said}. {reason}" if reason else said, sight=sight):
        held.ends_on = day
        held.save(update_fields=["ends_on"])
        leave_groups(pupil, day)
        lent.update(ends_on=day)
    return held


@transaction.atomic
def come_back(*, pupil: Pupil, on: date, by: User, reason: str = "") -> Enrolment:
    """Register a child who left again, from a day on; classes and lent sight are given anew."""
    hold(pupil=pupil)
    last = _left(pupil)
    if on > timezone.localdate():
        raise refuse("on", "The first day back must be today or in the past: come back on the day")
    if last.ends_on and on < last.ends_on:
        raise refuse("on", f"{pupil.forename} was here until {day_words(last.ends_on - timedelta(days=1))}")
    if pupil.school.closes_on and pupil.school.closes_on <= on:
        raise refuse("on", f"{pupil.school.name} is closed on that day")
    number = "" if _number_is_taken(last) else last.admission_number
    with because(by=by.pk, reason=reason or "Came back"):
        return Enrolment.objects.create(
            pupil=pupil, at_school_id=pupil.school_id, admission_number=number, starts_on=on
        )


@transaction.atomic
def take_back(*, pupil: Pupil, by: User, reason: str = "") -> Enrolment:
    """Let a child be registered as if it had not left: groups and lent sight return where nothing stands against it."""
    hold(pupil=pupil)
    last = _left(pupil, is_over=False)
    change = events_of(Enrolment).filter(pgh_obj_id=last.pk, ends_on=last.ends_on).order_by("-pgh_id").first()
    with because(by=by.pk, reason=reason or "Had not left"):
        if _number_is_taken(last):
            last.admission_number = ""
        day, last.ends_on = last.ends_on, None
        last.save(update_fields=["ends_on", "admission_number"])
        if change is not None and change.pgh_context_id is not None:
            _groups_again(pupil, change.pgh_context_id, day)
            _sight_again(pupil, (change.pgh_context or {}).get("sight") or {}, day)
    return last


def is_here(pupil: Pupil, *, on: date) -> bool:
    """Is the child registered on a day, or later, at the school that holds its record?"""
    open_still = not_over(on)
    return Enrolment.objects.filter(open_still, pupil=pupil, at_school_id=pupil.school_id).exists()


def _check(*, pupil: Pupil, last_day: date) -> Enrolment:
    if last_day > timezone.localdate():
        raise refuse("last_day", "The last day must be today or in the past: come back on the day")
    here = Enrolment.objects.filter(pupil=pupil, at_school_id=pupil.school_id)
    held = here.filter(in_force(last_day)).order_by("starts_on").last()
    if held is None:
        raise refuse("last_day", f"{pupil.forename} was not registered at {pupil.school.name} on that day")
    if here.filter(starts_on__gt=held.starts_on).exists():
        raise refuse("last_day", f"{pupil.forename} was registered anew after that day. Choose a later one")
    if second := second_ones(pupil=pupil, on=last_day).select_related("at_school").first():
        there = second.at_school.name
        words = f"{pupil.forename} is registered at {there} too. Move the record there, or end that registration first"
        raise refuse("last_day", words)
    return held


def _left(pupil: Pupil, *, is_over: bool = True) -> Enrolment:
    """The registration that is over, or has a last day at least; refused when there is one without."""
    last = Enrolment.objects.filter(pupil=pupil, at_school_id=pupil.school_id).order_by("starts_on").last()
    if last is None or last.ends_on is None or (is_over and is_here(pupil, on=timezone.localdate())):
        raise refuse("what", f"{pupil.forename} has not left {pupil.school.name}")
    return last


def _number_is_taken(last: Enrolment) -> bool:
    others = Enrolment.objects.filter(at_school_id=last.at_school_id, ends_on__isnull=True).exclude(pk=last.pk)
    return bool(last.admission_number) and others.filter(admission_number=last.admission_number).exists()


def _groups_again(pupil: Pupil, change_id: Any, day: date | None) -> None:
    """Put the child back into the groups it left by this change, where they are open; never into two classes."""
    ended = events_of(GroupMember).filter(pgh_context_id=change_id, pupil=pupil, pgh_label="update")
    places: QuerySet[GroupMember] = GroupMember.objects.filter(
        pk__in=ended.values("pgh_obj_id"), ends_on=day, group__ends_on__isnull=True
    )
    if GroupMember.objects.filter(pupil=pupil, ends_on__isnull=True, group__kind=GroupKind.REGISTRATION).exists():
        places = places.exclude(group__kind=GroupKind.REGISTRATION)
    places.update(ends_on=None)


def _sight_again(pupil: Pupil, sight: dict[str, str | None], day: date | None) -> None:
    for pk, ends_on in sight.items():
        held = PupilUserObjectPermission.objects.filter(pk=int(pk), content_object=pupil, ends_on=day)
        held.update(ends_on=ends_on and date.fromisoformat(ends_on))
