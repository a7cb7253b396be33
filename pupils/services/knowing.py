"""Noting what a professional found, and how the family wants a child's needs named."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from pupils import naming
from pupils.models import Diagnosis, FamilyWords, Pupil
from pupils.presenting.words import day_words
from pupils.services.pupils import hold
from pupils.services.refusals import refuse
from schools.models import User
from trust_send.platform.history import because

BEFORE_BIRTH = timedelta(days=280)
"""Some conditions are found before a child is born."""


@transaction.atomic
def note(
    *, pupil: Pupil, name: str, by: User, diagnosed_by: str = "", diagnosed_on: date | None = None, evidence: str = ""
) -> Diagnosis:
    """Write down a diagnosis. It changes neither status nor needs: support rests on what a child needs."""
    hold(pupil=pupil)
    if diagnosed_on and diagnosed_on > timezone.localdate():
        raise refuse("diagnosed_on", "The day must be today or in the past")
    if diagnosed_on and diagnosed_on < pupil.date_of_birth - BEFORE_BIRTH:
        raise refuse("diagnosed_on", f"{pupil.forename} was born on {day_words(pupil.date_of_birth)}")
    held = Diagnosis.objects.filter(pupil=pupil, withdrawn_at__isnull=True).values_list("name", flat=True)
    if any(naming.same(name, other) for other in held):
        raise refuse("name", "This diagnosis is noted already. If something in it is wrong, withdraw it first")
    with because(by=by.pk):
        return Diagnosis.objects.create(
            pupil=pupil,
            name=name,
            diagnosed_by=diagnosed_by,
            diagnosed_on=diagnosed_on,
            evidence=evidence,
            noted_by=by,
        )


@transaction.atomic
def withdraw(*, diagnosis: Diagnosis, reason: str, by: User) -> None:
    """Say that a diagnosis is not held to be right any more; it stays in the history with the reason."""
    hold(pupil=diagnosis.pupil)
    diagnosis.refresh_from_db()
    if diagnosis.withdrawn_at:
        raise refuse("diagnosis", "Somebody has withdrawn it already")
    diagnosis.withdrawn_at, diagnosis.withdrawn_reason = timezone.now(), reason
    with because(by=by.pk, reason=reason):
        diagnosis.save(update_fields=["withdrawn_at", "withdrawn_reason"])


@transaction.atomic
def say_words(
    *, pupil: Pupil, words: str, said_by: str, on: date, by: User, not_these: str = "", reason: str = ""
) -> FamilyWords | None:
    """Keep from a day on how the family wants the needs named; without words the wish of before ends on that day."""
    hold(pupil=pupil)
    running = FamilyWords.objects.filter(pupil=pupil, ends_on__isnull=True).first()
    if on > timezone.localdate():
        raise refuse("on", "The day must be today or in the past")
    if running and on < running.starts_on:
        raise refuse(
            "on", f"What stands here was said on {day_words(running.starts_on)}. Choose that day or a later one"
        )
    if not words and running is None:
        raise refuse("words", "Enter the words the family uses")
    with because(by=by.pk, reason=reason):
        if running and running.starts_on < on:
            running.ends_on = on
            running.save(update_fields=["ends_on"])
            running = None
        if not words:
            if running:
                # It was not in force for a day; the history keeps that it was said.
                running.delete()
            return None
        said = running or FamilyWords(pupil=pupil, starts_on=on)
        said.words, said.not_these, said.said_by = words, not_these, said_by
        said.save()
        return said
