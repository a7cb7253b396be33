"""Taking the last change of status back, from what the history kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from pupils.codes import SenCode
from pupils.models import FamilyLetter, Need, Pupil, SenStatus, StatusQuestion
from pupils.services.statuses import current
from schools.models import User
from trust_send.platform.history import because, events_of

UNDO_WITHIN = timedelta(hours=24)
_NOT_FACTS = {"trust", "school", "pupil", "id"}


def may_take_back(*, pupil: Pupil, change_id: UUID, by: User) -> bool:
    """Is this the last change of this child's status, made by this person in the last day?"""
    last = events_of(SenStatus).filter(pupil=pupil).order_by("-pgh_id").first()
    return (
        last is not None
        and last.pgh_context_id == change_id
        and (last.pgh_context or {}).get("by") == by.pk
        and last.pgh_created_at > timezone.now() - UNDO_WITHIN
        and not _touched_since(pupil, change_id)
        and not _letters_of(change_id, pupil).filter(sent_on__isnull=False).exists()
    )


@transaction.atomic
def take_back(*, pupil: Pupil, change_id: UUID, by: User) -> None:
    """Put status, needs and a file's question back as they were before the change; both stay in the history."""
    if not may_take_back(pupil=pupil, change_id=change_id, by=by):
        raise ValidationError("This change can no longer be taken back. Change the status instead.")
    with because(by=by.pk, reason="Taken back"):
        # A letter that has not gone says what is no longer so.
        letters = _letters_of(change_id, pupil)
        letters.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
        letters.update(status=None)
        for model in (SenStatus, Need):
            events = list(events_of(model).filter(pupil=pupil, pgh_context_id=change_id).order_by("-pgh_id"))
            # New rows go before old ones are opened again, or their periods would overlap.
            for event in sorted(events, key=lambda event: event.pgh_label != "insert"):
                _reverse(model, event)
        _ask_again(pupil, change_id)


def _ask_again(pupil: Pupil, change_id: UUID) -> None:
    """Put back what the change did to a file's question; a question that is newer is asked of the status put back."""
    last = events_of(StatusQuestion).filter(pupil=pupil).order_by("-pgh_id").first()
    if last is not None and last.pgh_context_id == change_id:
        _reverse(StatusQuestion, last)
        return
    running = current(pupil, timezone.localdate())
    StatusQuestion.objects.open().filter(pupil=pupil).update(register_code=running.code if running else SenCode.NONE)


def _letters_of(change_id: UUID, pupil: Pupil) -> models.QuerySet[FamilyLetter]:
    """The letters about a status that began with this change."""
    begun = events_of(SenStatus).filter(pupil=pupil, pgh_context_id=change_id, pgh_label="insert")
    return FamilyLetter.objects.filter(pupil=pupil, status_id__in=list(begun.values_list("id", flat=True)))


def _touched_since(pupil: Pupil, change_id: UUID) -> bool:
    """Were needs changed after this change, so that putting them back would lose something?"""
    last = events_of(Need).filter(pupil=pupil).order_by("-pgh_id").first()
    if last is None or last.pgh_context_id == change_id:
        return False
    first_status = events_of(SenStatus).filter(pupil=pupil, pgh_context_id=change_id).order_by("pgh_id").first()
    return first_status is None or last.pgh_created_at >= first_status.pgh_created_at


def _reverse(model: type[models.Model], event: Any) -> None:
    rows = model._default_manager.filter(pk=event.id)
    if event.pgh_label == "insert":
        rows.delete()
        return
    before = event if event.pgh_label == "delete" else _before(model, event)
    facts = {column: getattr(before, column) for column in _facts(model)}
    if event.pgh_label == "delete":
        model._default_manager.create(pk=event.id, pupil_id=event.pupil_id, **facts)
    else:
        rows.update(**facts)


def _before(model: type[models.Model], event: Any) -> Any:
    return events_of(model).filter(id=event.id, pgh_id__lt=event.pgh_id).order_by("-pgh_id").first()


def _facts(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.name not in _NOT_FACTS]
