"""Raising a concern, asking about it, answering, deciding, withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils import concerning
from pupils.forms.concerns import AskForm, ConcernForm, DecideForm, ReplyForm
from pupils.models import Concern
from pupils.presenting.words import day_words
from pupils.selectors import concerns as found
from pupils.services import concerns
from pupils.views.concerns import opened_concern
from pupils.views.opening import opened, refuse_in
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.RAISE_CONCERN)
@require_http_methods(["GET", "HEAD", "POST"])
def concern_raise(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Tell the SENCO what worries one about how a child learns."""
    child = opened(request, pupil_id, Verb.RAISE_CONCERN)
    form = ConcernForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        raised = concerns.raise_about(pupil=child, by=request.user, **form.cleaned_data)
        messages.success(request, f"Your SENCO has your concern about {child.name}. What comes of it stands on Today.")
        return redirect("concern", raised.pk)
    reminders = (concerning.ENGLISH,) if child.eal else ()
    return render(request, "pupils/concern_raise.html", {"pupil": child, "form": form, "reminders": reminders})


@needs(Verb.DECIDE_CONCERN)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: StaffRequest, concern_id: int) -> HttpResponse:
    """Ask a colleague who has the child."""
    row = opened_concern(request, concern_id, Verb.DECIDE_CONCERN)
    people = found.may_be_asked(concern=row, on=timezone.localdate())
    form = AskForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            asked = concerns.ask(concern=row, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"{asked.asked_of} is asked, and finds it on Today.")
            return redirect("concern", row.pk)
    return _step(
        request, row, form, title="Ask a colleague", button="Send the question", nobody="" if people else NOBODY
    )


NOBODY = "Nobody else has this child in a class or group today, so there is nobody to ask here."


@needs(Verb.RAISE_CONCERN)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: StaffRequest, concern_id: int, question_id: int) -> HttpResponse:
    """Answer what the SENCO asked."""
    asked = found.question_or_404(reach=request.reach, concern_id=concern_id, question_id=question_id)
    row = asked.concern
    insist(request, Verb.RAISE_CONCERN, school_id=row.school_id, pupil_id=row.pupil_id)
    if asked.asked_of_id != request.user.pk:
        raise PermissionDenied("Only whoever was asked answers.")
    seen_in(request, [(row.pupil_id, row.school_id)], how=How.OPENED)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            concerns.answer(question=asked, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"Your answer has gone to {asked.asked_by}.")
            return redirect("concern", row.pk)
    return _step(request, row, form, title=f"{asked.asked_by} asks you", lead=asked.question, button="Send the answer")


@needs(Verb.DECIDE_CONCERN)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: StaffRequest, concern_id: int) -> HttpResponse:
    """Say what comes of a concern; SEN support leads on to the child's status."""
    row = opened_concern(request, concern_id, Verb.DECIDE_CONCERN)
    today = timezone.localdate()
    possible = concerning.possible_outcomes(concerns.status_of(row.pupil, on=today))
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        possible=possible,
        initial={"review_on": today + concerning.USUAL_REVIEW},
    )
    if request.method == "POST" and form.is_valid():
        try:
            decided = concerns.decide(concern=row, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            return _decided(request, decided)
    return _step(
        request,
        row,
        form,
        title="Decide",
        button="Save the decision",
        reminders=concerning.reminders(words=row.words, eal=bool(row.pupil.eal)),
    )


def _decided(request: StaffRequest, row: Concern) -> HttpResponse:
    back = f"{row.raised_by.given_name} reads your words on Today."
    if row.outcome == concerning.Outcome.SUPPORT and request.standing.may(Verb.EDIT_STATUS, school_id=row.school_id):
        messages.success(request, f"Decided: SEN support. {back} Nothing has changed yet: change the status here.")
        return redirect("pupil-status", row.pupil_id)
    again = f" You look again on {day_words(row.review_on)}." if row.review_on else ""
    messages.success(request, f"Decided: {row.get_outcome_display()}. {back}{again}")
    return redirect("concern", row.pk)


@needs(Verb.RAISE_CONCERN)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: StaffRequest, concern_id: int) -> HttpResponse:
    """Take one's own concern back."""
    row = found.concern_or_404(reach=request.reach, concern_id=concern_id)
    insist(request, Verb.RAISE_CONCERN, school_id=row.school_id, pupil_id=row.pupil_id)
    if row.raised_by_id != request.user.pk:
        raise PermissionDenied("Only whoever raised a concern withdraws it.")
    seen_in(request, [(row.pupil_id, row.school_id)], how=How.OPENED)
    if request.method == "POST":
        try:
            concerns.withdraw(concern=row, by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, "Your concern is withdrawn. It stays readable for you and the SENCO.")
        return redirect("concern", row.pk)
    return _step(
        request,
        row,
        None,
        title="Withdraw this concern?",
        lead="The SENCO no longer has to decide. What you wrote stays readable, and you can raise another any time.",
        button="Withdraw it",
        kind="warning",
    )


def _step(request: StaffRequest, row: Concern, form: BaseForm | None, **words: object) -> HttpResponse:
    return render(request, "pupils/concern_step.html", {"concern": row, "pupil": row.pupil, "form": form, **words})
