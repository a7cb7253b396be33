"""Walking through a register each term: answering its checks, leaving a child as it is, signing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from pupils.models import RegisterReview, ReviewAnswer, SettledCheck
from pupils.review_checks import CHECKS
from pupils.selectors.reviewing import TAKEN_BACK, State, Walk, walk
from pupils.services.refusals import refuse
from schools.models import User
from trust_send.platform.history import because

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

SENCO, HEAD = "senco", "head"
"""The two who sign, in this order."""


@transaction.atomic
def answer(
    *, state: State, check_id: str, answer: str, by: User, reach: Reach, on: date, note: str = ""
) -> RegisterReview:
    """Answer one check of this term's review, with how many children it found and how many were settled."""
    with because(by=by.pk, reason="Register review"):
        review = _open_review(state, by=by)
        ReviewAnswer.objects.update_or_create(
            review=review,
            school_id=review.school_id,
            check_id=check_id,
            defaults={"answer": answer, "note": note, "answered_by": by},
        )
        seen = walk(reach=reach, school_id=review.school_id, review=review, on=on)
        review.found = {**review.found, check_id: counted(seen, check_id)}
        review.save(update_fields=["found"])
    return review


@transaction.atomic
def settle(
    *, state: State, check_id: str, pupil_id: int, reason: str, by: User, reach: Reach, on: date
) -> SettledCheck:
    """Leave a child whom a check finds as it is, with the reason."""
    with because(by=by.pk, reason="Register review"):
        review = _open_review(state, by=by)
        seen = walk(reach=reach, school_id=review.school_id, review=review, on=on)
        if not any(finding.child.pupil_id == pupil_id for finding in seen.found.get(check_id, ())):
            raise refuse("pupil_id", "This check no longer finds that pupil: it has been put right meanwhile")
        row, _ = SettledCheck.objects.update_or_create(
            review=review, check_id=check_id, pupil_id=pupil_id, defaults={"reason": reason, "settled_by": by}
        )
    return row


@transaction.atomic
def unsettle(*, state: State, check_id: str, pupil_id: int, by: User) -> None:
    """Take back that a child was left as it is; the history keeps it."""
    with because(by=by.pk, reason="Register review: taken back"):
        review = _open_review(state, by=by)
        SettledCheck.objects.filter(review=review, check_id=check_id, pupil_id=pupil_id).delete()


@transaction.atomic
def sign(*, state: State, part: str, by: User, reach: Reach, on: date) -> RegisterReview:
    """Sign this term's review: first the SENCO, when every check has an answer, then the headteacher."""
    review = _locked(state)
    if part == HEAD:
        if review.senco_signed_at is None:
            raise ValidationError("The SENCO signs first.")
        if review.head_signed_at is not None:
            raise ValidationError("The headteacher has signed already.")
        review.head_signed_by, review.head_signed_at = by, timezone.now()
        with because(by=by.pk, reason="Register review signed by the headteacher"):
            review.save(update_fields=["head_signed_by", "head_signed_at"])
        return review
    _must_be_open(review)
    seen = walk(reach=reach, school_id=review.school_id, review=review, on=on)
    if missing := [check for check in CHECKS if check.id not in seen.answers]:
        number = len(missing)
        raise ValidationError(f"{number} {'check has' if number == 1 else 'checks have'} no answer yet.")
    review.found = {check.id: counted(seen, check.id) for check in CHECKS}
    review.senco_signed_by, review.senco_signed_at = by, timezone.now()
    with because(by=by.pk, reason="Register review signed by the SENCO"):
        review.save(update_fields=["found", "senco_signed_by", "senco_signed_at"])
    return review


@transaction.atomic
def take_signature_back(*, state: State, part: str, by: User, reason: str) -> None:
    """Take one's own signature back on the day it was given; the headteacher's comes off first."""
    review = _locked(state)
    if not may_take_back(review, part=part, by=by):
        raise ValidationError(
            "A signature is taken back by whoever gave it, on the same day, and the headteacher’s before the SENCO’s."
        )
    setattr(review, f"{part}_signed_by", None)
    setattr(review, f"{part}_signed_at", None)
    with because(by=by.pk, reason=f"{TAKEN_BACK}{reason}"):
        review.save(update_fields=[f"{part}_signed_by", f"{part}_signed_at"])


def may_take_back(review: RegisterReview, *, part: str, by: User) -> bool:
    """Is this one's own signature of today, and the last one?"""
    signed_at = getattr(review, f"{part}_signed_at")
    if signed_at is None or (part == SENCO and review.head_signed_at is not None):
        return False
    own = getattr(review, f"{part}_signed_by_id") == by.pk
    return own and timezone.localdate(signed_at) == timezone.localdate()


def counted(seen: Walk, check_id: str) -> dict[str, int]:
    """How many children a check finds, and how many of these were settled."""
    children = {finding.child.pupil_id for finding in seen.found.get(check_id, ())}
    return {"found": len(children), "settled": len(children & set(seen.settled.get(check_id, ())))}


def _open_review(state: State, *, by: User) -> RegisterReview:
    """This term's review, begun if it is not; kept from others until this is written."""
    if state.term is None:
        raise ValidationError("The school has no term dates yet, so there is no term to review.")
    if state.review is None:
        RegisterReview.objects.get_or_create(
            school=state.school, term_id=state.term.half_term_id, defaults={"begun_by": by}
        )
    review = _locked(state)
    _must_be_open(review)
    return review


def _locked(state: State) -> RegisterReview:
    if state.term is None:
        raise ValidationError("The school has no term dates yet, so there is no term to review.")
    rows = RegisterReview.objects.select_for_update()
    term = {"pk": state.review.pk} if state.review else {"term_id": state.term.half_term_id}
    review = rows.filter(school=state.school, **term).first()
    if review is None:
        raise ValidationError("Nothing has been answered yet.")
    return review


def _must_be_open(review: RegisterReview) -> None:
    if review.senco_signed_at is not None:
        raise ValidationError("The SENCO has signed. Take the signature back to change something.")
