"""Asking for a new school year once, and for taking it back; what has been asked stands with the jobs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pupils.presenting.words import day_words
from pupils.selectors.rollover import Plan
from pupils.services.refusals import refuse
from schools.calendar import year_label
from schools.models import School, User
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.models import Job, State

APPLY, UNDO = "pupils-new-year", "pupils-new-year-undo"
UNDO_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a school is with its newest new year."""

    applied: Job | None = None
    undone: Job | None = None

    @property
    def is_done(self) -> bool:
        """Has the school begun this year, and was it not taken back?"""
        return bool(self.applied and self.applied.state == State.DONE) and not self.is_undone

    @property
    def is_undone(self) -> bool:
        """Was it taken back?"""
        return bool(self.undone and self.undone.state == State.DONE)

    @property
    def working(self) -> Job | None:
        """The work that is going on, or the last one that could not be done."""
        for job in (self.undone, self.applied):
            if job is not None:
                return job if job.state != State.DONE else None
        return None

    def until(self) -> date | None:
        """Until which day may it be taken back?"""
        at = self.applied.finished_at if self.applied else None
        return timezone.localdate(at + UNDO_WITHIN) if at else None

    @property
    def may_undo(self) -> bool:
        """May it be taken back today?"""
        until = self.until()
        busy = self.undone is not None and self.undone.state in (State.WAITING, State.RUNNING)
        return self.is_done and not busy and until is not None and timezone.localdate() <= until


def standing(*, school_id: int, year: int | None = None) -> Standing:
    """How far is a school with a school year, or with its newest one?"""
    jobs = Job.objects.filter(kind=APPLY, school_id=school_id)
    if year is not None:
        jobs = jobs.filter(parameters__year=year)
    applied = jobs.order_by("-pk").first()
    if applied is None:
        return Standing()
    undone = Job.objects.filter(kind=UNDO, school_id=school_id, parameters__of=applied.pk).first()
    return Standing(applied, undone)


@transaction.atomic
def begin(*, plan: Plan, going_on: Collection[int], classes: Mapping[int, str], seen: str, by: User) -> Job:
    """Ask for the new year to be written as it was looked at: once for a school and a school year."""
    # One at a time for one school: two who press at once get the same work.
    School.objects.select_for_update(no_key=True).get(pk=plan.school.pk)
    if plan.first_day > timezone.localdate():
        raise refuse(
            "first_day", f"The new year can begin on its first day, {day_words(plan.first_day)}: come back then"
        )
    found = standing(school_id=plan.school.pk, year=plan.year)
    if found.is_done:
        raise ValidationError(f"{plan.school.name} has begun {year_label(plan.year)} already.")
    again = Job.objects.filter(kind=UNDO, school_id=plan.school.pk, state=State.DONE, parameters__year=plan.year)
    return ask(
        kind=APPLY,
        key=f"{plan.school.pk}:{plan.year}:{again.count()}",
        parameters={
            "year": plan.year,
            "first_day": plan.first_day.isoformat(),
            "last": plan.last,
            "going_on": sorted(going_on),
            "classes": {str(group_id): name for group_id, name in classes.items()},
            "seen": seen,
        },
        school_id=plan.school.pk,
        by=by.pk,
    )


@transaction.atomic
def undo(*, school: School, by: User) -> Job:
    """Ask for the newest new year of a school to be taken back."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    found = standing(school_id=school.pk)
    if found.applied is None or not found.is_done:
        raise ValidationError(f"{school.name} has begun no new year that can be taken back.")
    if not found.may_undo:
        raise ValidationError("The time to take the new year back is over. Change the pupils on their own pages.")
    return ask(
        kind=UNDO,
        key=str(found.applied.pk),
        parameters={"of": found.applied.pk, "year": found.applied.parameters["year"]},
        school_id=school.pk,
        by=by.pk,
    )
