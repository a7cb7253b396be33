"""A child moves to another school of the trust, and the whole record moves along."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from pupils.models import Enrolment, EnrolmentKind, GroupMember, Pupil
from pupils.services.refusals import refuse
from pupils.services.registrations import second_ones
from schools.models import School, User
from schools.querysets import in_force, not_over
from trust_send.platform.history import because


@transaction.atomic
def move(*, pupil: Pupil, to: School, on: date, by: User, reason: str = "", admission_number: str = "") -> Enrolment:
    """End registration and classes at the old school, register at the new one, hand the record over.

    One UPDATE of the child carries every row about it along, history and read log included. It needs sight
    of both schools, so it is a verb of the trust.
    """
    held = (
        Enrolment.objects.filter(in_force(on), pupil=pupil, at_school_id=pupil.school_id).order_by("starts_on").last()
    )
    _check(pupil=pupil, to=to, on=on, held=held)
    with because(by=by.pk, reason=reason):
        if held:
            held.ends_on = on
            held.save(update_fields=["ends_on"])
        leave_groups(pupil, on)
        kind = _kind_there(pupil=pupil, to=to, on=on, held=held)
        _end_second(pupil=pupil, at=to, on=on)
        pupil.school = to
        pupil.save(update_fields=["school"])
        return Enrolment.objects.create(
            pupil=pupil, at_school=to, admission_number=admission_number, starts_on=on, kind=kind
        )


def _check(*, pupil: Pupil, to: School, on: date, held: Enrolment | None) -> None:
    if to.pk == pupil.school_id:
        raise refuse("to", f"{pupil.forename} is at {to.name} already")
    if on > timezone.localdate():
        raise refuse("on", "The first day at the new school must be today or in the past: come back on the day")
    if to.closes_on and to.closes_on <= on:
        raise refuse("to", f"{to.name} is closed on that day")
    began = Enrolment.objects.filter(pupil=pupil, at_school_id=pupil.school_id).order_by("starts_on").last()
    if began and began.starts_on >= on:
        raise refuse(
            "on", f"The first day at the new school must be after the first day here, {began.starts_on:%d %B %Y}"
        )
    if held is None and began and began.ends_on is None:
        raise refuse("on", "Choose a later day")


def _kind_there(*, pupil: Pupil, to: School, on: date, held: Enrolment | None) -> str:
    """What kind of registration does the child have at the new school: still one of two, or the only one?"""
    if held is None:
        return EnrolmentKind.CURRENT
    subsidiary = second_ones(pupil=pupil, on=on).filter(kind=EnrolmentKind.SUBSIDIARY)
    joins_the_second = subsidiary.filter(at_school=to).exists() and not subsidiary.exclude(at_school=to).exists()
    return EnrolmentKind.CURRENT if held.kind == EnrolmentKind.MAIN and joins_the_second else held.kind


def _end_second(*, pupil: Pupil, at: School, on: date) -> None:
    """Registered there already as a guest or second school: that registration ends, the main one begins."""
    for earlier in second_ones(pupil=pupil, on=on).filter(at_school=at):
        if earlier.starts_on >= on:
            earlier.delete()
        else:
            earlier.ends_on = on
            earlier.save(update_fields=["ends_on"])


def leave_groups(pupil: Pupil, on: date) -> None:
    """End membership of the old school's groups, so that their staff lose sight of the child."""
    there = GroupMember.objects.filter(not_over(on), pupil=pupil)
    there.filter(starts_on__gte=on).delete()
    there.filter(starts_on__lt=on).update(ends_on=on)
