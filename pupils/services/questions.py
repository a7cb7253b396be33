"""Answering a question that an import asked about a child's status."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pupils.codes import ON_REGISTER, needs_allowed
from pupils.models import StatusQuestion
from pupils.services import needs, statuses
from pupils.year_groups import academic_year
from schools.models import User
from trust_send.platform.history import because


@transaction.atomic
def keep(*, question: StatusQuestion, by: User, reason: str = "") -> None:
    """The register was right."""
    _answer(question, StatusQuestion.Answer.KEEP, by=by, reason=reason)


@transaction.atomic
def take(*, question: StatusQuestion, on: date, by: User, reason: str = "", told_on: date | None = None) -> UUID | None:
    """The file was right: change the status from a day on, and take the needs that the file named."""
    _must_be_open(question)
    change_id = None
    running = statuses.current(question.pupil, on)
    if running is None or running.code != question.file_code:
        change_id = statuses.change(
            pupil=question.pupil, code=question.file_code, on=on, by=by, reason=reason, told_on=told_on
        )
    if question.file_code in ON_REGISTER and question.file_needs:
        allowed = needs_allowed(status=question.file_code, academic_year=academic_year(on))
        named = list(dict.fromkeys(need for need in question.file_needs if need in allowed))
        if named:
            needs.set_ranked(pupil=question.pupil, need_types=named, on=on, by=by, reason=reason)
    if change_id is None:  # a change of status to what the file says answers by itself
        _answer(question, StatusQuestion.Answer.TAKE, by=by, reason=reason)
    return change_id


def _must_be_open(question: StatusQuestion) -> None:
    if question.answer:
        raise ValidationError("This question has been answered already.")


def _answer(question: StatusQuestion, answer: str, *, by: User, reason: str) -> None:
    _must_be_open(question)
    question.answer, question.answered_at, question.answered_by = answer, timezone.now(), by
    with because(by=by.pk, reason=reason):
        question.save(update_fields=["answer", "answered_at", "answered_by"])
