"""A child is registered at a second school of the trust as well, and no longer is."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pupils.models import Enrolment, EnrolmentKind, Pupil
from pupils.presenting.words import day_words
from pupils.services.pupils import hold
from pupils.services.refusals import refuse
from schools.models import School, User
from schools.querysets import in_force, not_over
from trust_send.platform.history import because

SECOND = (EnrolmentKind.SUBSIDIARY, EnrolmentKind.GUEST)


@transaction.atomic
def begin(
    *, pupil: Pupil, at: School, kind: str, on: date, by: User, reason: str = "", admission_number: str = ""
) -> Enrolment:
    """Register a child at a second school: as subsidiary, so that it reads the record, or as a guest, so that not.

    With a subsidiary registration the one that the child has becomes the main one of two.
    """
    # One at a time for one child, or two who press at once register it twice.
    hold(pupil=pupil)
    number = admission_number.strip()
    _check(pupil=pupil, at=at, kind=kind, on=on, number=number)
    with because(by=by.pk, reason=reason):
        if kind == EnrolmentKind.SUBSIDIARY:
            _main_is(EnrolmentKind.MAIN, pupil=pupil, on=on)
        return Enrolment.objects.create(pupil=pupil, at_school=at, kind=kind, admission_number=number, starts_on=on)


@transaction.atomic
def end(*, registration: Enrolment, on: date, by: User, reason: str = "") -> None:
    """End a second registration from a day on; the main one is the only one again when no other second is left.

    On its first day it is as if it had never been.
    """
    pupil = registration.pupil
    hold(pupil=pupil)
    if on < registration.starts_on:
        raise refuse("on", f"It began on {day_words(registration.starts_on)}. Choose that day or a later one")
    if on > timezone.localdate():
        raise refuse("on", "The first day without it must be today or in the past: come back on the day")
    with because(by=by.pk, reason=reason):
        if on == registration.starts_on:
            registration.delete()
        else:
            registration.ends_on = on
            registration.save(update_fields=["ends_on"])
        left = second_ones(pupil=pupil, on=on).filter(kind=EnrolmentKind.SUBSIDIARY)
        if registration.kind == EnrolmentKind.SUBSIDIARY and not left.exists():
            _main_is(EnrolmentKind.CURRENT, pupil=pupil, on=on)


def second_ones(*, pupil: Pupil, on: date) -> QuerySet[Enrolment]:
    """Where else is or will this child be registered, besides the school that holds the record?"""
    open_still = not_over(on)
    return Enrolment.objects.filter(open_still, pupil=pupil, kind__in=SECOND).exclude(at_school_id=pupil.school_id)


def _check(*, pupil: Pupil, at: School, kind: str, on: date, number: str) -> None:
    today = timezone.localdate()
    if kind not in SECOND:
        raise refuse("kind", "Choose subsidiary or guest")
    if at.pk == pupil.school_id:
        raise refuse("at", f"{pupil.forename} is at {at.name} already: its record is there")
    if on > today:
        raise refuse("on", "The first day must be today or in the past: come back on the day")
    if at.closes_on and at.closes_on <= on:
        raise refuse("at", f"{at.name} is closed on that day")
    here = Enrolment.objects.filter(pupil=pupil, at_school_id=pupil.school_id)
    if not here.filter(in_force(today)).exists():
        raise refuse("at", f"{pupil.forename} is not registered at {pupil.school.name} today, so nowhere is second")
    if not here.filter(in_force(on)).exists():
        raise refuse("on", f"{pupil.forename} was not registered at {pupil.school.name} on that day")
    there = Enrolment.objects.filter(not_over(on), pupil=pupil, at_school=at)
    if held := there.order_by("starts_on").first():
        raise refuse("at", f"{pupil.forename} is registered at {at.name} already, since {day_words(held.starts_on)}")
    if number and Enrolment.objects.filter(at_school=at, admission_number=number, ends_on__isnull=True).exists():
        raise refuse("admission_number", f"Another pupil has this admission number at {at.name}")


def _main_is(kind: EnrolmentKind, *, pupil: Pupil, on: date) -> None:
    """Let the registration at the child's own school be of this kind from a day on; what it was before stays."""
    held = Enrolment.objects.filter(in_force(on), pupil=pupil, at_school_id=pupil.school_id).last()
    if held is None or held.kind == kind:
        return
    if held.starts_on < on:
        ends_on, held.ends_on = held.ends_on, on
        held.save(update_fields=["ends_on"])
        Enrolment.objects.create(
            pupil=pupil,
            at_school_id=pupil.school_id,
            kind=kind,
            admission_number=held.admission_number,
            starts_on=on,
            ends_on=ends_on,
        )
        return
    before = Enrolment.objects.filter(pupil=pupil, at_school_id=pupil.school_id, ends_on=on, kind=kind).first()
    if before is None:
        held.kind = kind
        held.save(update_fields=["kind"])
        return
    # It was of this kind until this very day: the period goes on as if nothing had been.
    ends_on = held.ends_on
    held.delete()
    before.ends_on = ends_on
    before.save(update_fields=["ends_on"])
