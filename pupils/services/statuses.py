"""Changing a child's SEN status from a day on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pupils.codes import ON_REGISTER, SEN_STATUS, SenCode
from pupils.models import Pupil, SenStatus, StatusQuestion
from pupils.presenting.words import day_words
from pupils.services import needs
from pupils.services.refusals import refuse
from schools.models import User
from schools.querysets import in_force
from trust_send.platform.history import because


@transaction.atomic
def change(
    *,
    pupil: Pupil,
    code: str,
    on: date,
    by: User | None,
    reason: str = "",
    told_family: bool = False,
) -> UUID:
    """Close the running status on a day and open the next; returns the change's number, by which it can be taken back.

    Without SEN no need stays open, and “no specialist assessment” does not stand beside an EHC plan. What a file asked
    about the child is answered when this is what the file said, and otherwise asked of the new status.
    """
    statuses = list(SenStatus.objects.filter(pupil=pupil).order_by("starts_on"))
    running = _running(statuses, on)
    _check(statuses, running, code=code, on=on)
    with because(by=by.pk if by else None, reason=reason) as change_made:
        if running is None or running.starts_on < on:
            if running:
                running.ends_on = on
                running.save(update_fields=["ends_on"])
            running = SenStatus(pupil=pupil, starts_on=on)
        running.code, running.reason, running.shared_with_family = code, reason, told_family
        running.save()
        if code == SenCode.NONE:
            needs.end_all(pupil=pupil, on=on)
        elif code == SenCode.PLAN:
            needs.end_unassessed(pupil=pupil, on=on)
        _settle_question(pupil, code=code, by=by)
    return change_made.id


@transaction.atomic
def family_told(*, pupil: Pupil, by: User) -> SenStatus:
    """Note that the family has been told of the running status, without changing it."""
    running = current(pupil, timezone.localdate())
    if running is None or running.code not in ON_REGISTER:
        raise ValidationError("There is no SEN support or EHC plan to tell the family about.")
    running.shared_with_family = True
    with because(by=by.pk, reason="The family has been told"):
        running.save(update_fields=["shared_with_family"])
    return running


def _settle_question(pupil: Pupil, *, code: str, by: User | None) -> None:
    question = StatusQuestion.objects.open().filter(pupil=pupil).first()
    if question is None:
        return
    if code == question.file_code:
        question.answer, question.answered_at, question.answered_by = (
            StatusQuestion.Answer.TAKE,
            timezone.now(),
            by,
        )
    question.register_code = code
    question.save(update_fields=["register_code", "answer", "answered_at", "answered_by"])


def _running(statuses: list[SenStatus], on: date) -> SenStatus | None:
    return next((row for row in statuses if row.starts_on <= on and (row.ends_on is None or row.ends_on > on)), None)


def _check(statuses: list[SenStatus], running: SenStatus | None, *, code: str, on: date) -> None:
    if code not in SEN_STATUS:
        raise refuse("code", "Choose no SEN, SEN support or an EHC plan")
    if on > timezone.localdate():
        raise refuse("on", "The first day must be today or in the past: come back on the day")
    if running and running.code == code:
        raise refuse("code", f"{SEN_STATUS[code]} is the status already, since {day_words(running.starts_on)}")
    if later := next((row for row in statuses if row.starts_on > on), None):
        raise refuse(
            "on",
            f"{later.get_code_display()} began on {day_words(later.starts_on)}. Choose that day or a later one",
        )


def current(pupil: Pupil, on: date) -> SenStatus | None:
    """Which status does a child have on a day?"""
    return SenStatus.objects.filter(in_force(on), pupil=pupil).first()
