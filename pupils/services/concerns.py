"""Raising a concern about how a child learns, asking colleagues about it, and deciding what comes of it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pupils import concerning
from pupils.concerning import State
from pupils.models import Concern, ConcernQuestion, Pupil, Status
from pupils.selectors.concerns import may_be_asked
from pupils.services import statuses
from pupils.services.refusals import refuse
from schools.models import User
from trust_send.platform.history import because


@transaction.atomic
def raise_about(
    *, pupil: Pupil, by: User, strengths: str, observed: str, tried: str, tried_for: str, area: str = ""
) -> Concern:
    """Tell the SENCO what is seen in a child, what goes well and what was tried; sent twice, it is kept once."""
    words = {"strengths": strengths, "observed": observed, "tried": tried, "tried_for": tried_for, "area": area}
    same = Concern.objects.undecided().filter(pupil=pupil, raised_by=by, **words).first()
    if same:
        return same
    with because(by=by.pk, reason="Concern raised"):
        return Concern.objects.create(pupil=pupil, raised_by=by, **words)


@transaction.atomic
def withdraw(*, concern: Concern, by: User) -> None:
    """Take one's own concern back while nothing is decided; it stays readable."""
    concern = _locked(concern)
    if concern.raised_by_id != by.pk:
        raise ValidationError("Only whoever raised a concern withdraws it.")
    _must_be_undecided(concern)
    concern.withdrawn_at = timezone.now()
    with because(by=by.pk, reason="Concern withdrawn"):
        concern.save(update_fields=["withdrawn_at"])


@transaction.atomic
def ask(*, concern: Concern, of: User, question: str, by: User) -> ConcernQuestion:
    """Ask a colleague who has the child."""
    concern = _locked(concern)
    _must_be_undecided(concern)
    if of not in may_be_asked(concern=concern, on=timezone.localdate()):
        raise refuse("of", "Choose somebody who has this child in a class or group today")
    with because(by=by.pk, reason="Question about a concern"):
        return ConcernQuestion.objects.create(
            pupil_id=concern.pupil_id, concern=concern, asked_by=by, asked_of=of, question=question
        )


@transaction.atomic
def answer(*, question: ConcernQuestion, by: User, answer: str) -> None:
    """Answer what the SENCO asked."""
    # The lock of the row decides between two windows: an answer is never written over.
    question = ConcernQuestion.objects.select_for_update().get(pk=question.pk)
    if question.asked_of_id != by.pk:
        raise ValidationError("Only whoever was asked answers.")
    if question.answer:
        raise ValidationError("You have answered this already.")
    question.answer, question.answered_at = answer, timezone.now()
    with because(by=by.pk, reason="Question about a concern answered"):
        question.save(update_fields=["answer", "answered_at"])


@transaction.atomic
def decide(*, concern: Concern, outcome: str, words_back: str, by: User, review_on: date | None = None) -> Concern:
    """Decide what comes of a concern, in words for whoever raised it. The child's status does not change by this."""
    concern, today = _locked(concern), timezone.localdate()
    if not concerning.may_decide(state_of(concern), outcome=concern.outcome):
        raise ValidationError("There is nothing to decide here any more.")
    found = concerning.problems(
        outcome=outcome,
        status=status_of(concern.pupil, on=today),
        review_on=review_on,
        words_back=words_back,
        on=today,
    )
    if found:
        raise ValidationError(found)
    concern.outcome, concern.words_back = outcome, words_back
    concern.review_on = review_on if outcome in concerning.LOOKED_AT_AGAIN else None
    concern.decided_by, concern.decided_at = by, timezone.now()
    with because(by=by.pk, reason="Concern decided"):
        concern.save(update_fields=["outcome", "review_on", "words_back", "decided_by", "decided_at"])
    return concern


def status_of(pupil: Pupil, *, on: date) -> str:
    """Which status does the child have on a day? None recorded is no SEN."""
    running = statuses.current(pupil, on)
    return running.code if running else Status.NONE


def state_of(concern: Concern) -> State:
    """Where does a concern stand, unanswered questions aside?"""
    return concerning.state(outcome=concern.outcome, is_withdrawn=concern.withdrawn_at is not None, unanswered=0)


def _locked(concern: Concern) -> Concern:
    """The concern as it is now, and nobody else's turn until this is written."""
    return Concern.objects.select_for_update().get(pk=concern.pk)


def _must_be_undecided(concern: Concern) -> None:
    if state_of(concern) is not State.OPEN:
        raise ValidationError("This concern has been decided or withdrawn already.")
