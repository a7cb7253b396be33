"""Changing a child's SEN status from a day on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pupils.codes import ON_REGISTER, SEN_STATUS, SenCode
from pupils.models import LocalStatus, Pupil, SenStatus, StatusQuestion
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
    evidence: str = "",
    local_status: LocalStatus | None = None,
    told_on: date | None = None,
    told_family: bool = False,
    from_file: bool = False,
) -> UUID:
    """Close the running status on a day and open the next; returns the change's number, by which it can be taken back.

    Without SEN no need stays open, and “no specialist assessment” does not stand beside an EHC plan. What a file asked
    about the child is answered when this is what the file said, and otherwise asked of the new status. A file decides
    nothing about a child; whoever changes a status by hand does.
    """
    statuses = list(SenStatus.objects.filter(pupil=pupil).order_by("starts_on"))
    running = _running(statuses, on)
    _check(statuses, running, code=code, on=on, local_status=local_status)
    _check_local(pupil, code, local_status)
    check_told(pupil, told_on)
    if running and running.code == code and not (told_on or told_family):
        # Only the school's own word for it is new: what the family was told it was told of the same status.
        told_family, told_on = running.shared_with_family, running.family_told_on
    with because(by=by.pk if by else None, reason=reason) as change_made:
        if running is None or running.starts_on < on:
            if running:
                running.ends_on = on
                running.save(update_fields=["ends_on"])
            running = SenStatus(pupil=pupil, starts_on=on)
        running.code, running.local_status, running.reason, running.evidence = code, local_status, reason, evidence
        running.shared_with_family, running.family_told_on = told_family or told_on is not None, told_on
        running.decided_by = None if from_file else by
        running.save()
        if code == SenCode.NONE:
            needs.end_all(pupil=pupil, on=on)
        elif code == SenCode.PLAN:
            needs.end_unassessed(pupil=pupil, on=on)
        _settle_question(pupil, code=code, by=by)
    return change_made.id


@transaction.atomic
def family_told(*, pupil: Pupil, by: User, told_on: date | None = None) -> SenStatus:
    """Note that the family has been told of the running status, today or on an earlier day, without changing it."""
    running = current(pupil, timezone.localdate())
    if running is None or running.code not in ON_REGISTER:
        raise ValidationError("There is no SEN support or EHC plan to tell the family about.")
    told_on = told_on or timezone.localdate()
    check_told(pupil, told_on)
    running.shared_with_family, running.family_told_on = True, told_on
    with because(by=by.pk, reason="The family has been told"):
        running.save(update_fields=["shared_with_family", "family_told_on"])
    return running


def check_told(pupil: Pupil, told_on: date | None) -> None:
    """Refuse a day of the conversation with the family that cannot be."""
    if told_on and told_on > timezone.localdate():
        raise refuse("told_on", "The conversation with the family must have been today or earlier")
    if told_on and told_on < pupil.date_of_birth:
        raise refuse("told_on", f"{pupil.forename} was not born yet on that day. Check the year")


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


def _check(
    statuses: list[SenStatus], running: SenStatus | None, *, code: str, on: date, local_status: LocalStatus | None
) -> None:
    if code not in SEN_STATUS:
        raise refuse("code", "Choose no SEN, SEN support or an EHC plan")
    if on > timezone.localdate():
        raise refuse("on", "The first day must be today or in the past: come back on the day")
    called = local_status.pk if local_status else None
    if running and running.code == code and running.local_status_id == called:
        raise refuse("code", f"{SEN_STATUS[code]} is the status already, since {day_words(running.starts_on)}")
    if later := next((row for row in statuses if row.starts_on > on), None):
        raise refuse(
            "on",
            f"{later.get_code_display()} began on {day_words(later.starts_on)}. Choose that day or a later one",
        )


def _check_local(pupil: Pupil, code: str, local_status: LocalStatus | None) -> None:
    if local_status is None:
        return
    if local_status.school_id != pupil.school_id:
        raise refuse("local_status", "This is a status of another school. Choose one of the pupil’s own school")
    if local_status.code != code:
        raise refuse(
            "local_status",
            f"{local_status.name} counts as {SEN_STATUS[local_status.code]}. Choose that status, or another name",
        )


def current(pupil: Pupil, on: date) -> SenStatus | None:
    """Which status does a child have on a day?"""
    return SenStatus.objects.filter(in_force(on), pupil=pupil).select_related("local_status").first()
