"""Diagnoses, and how the family wants a child's needs named."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.diagnoses import COMMON_DIAGNOSES
from pupils.forms.knowing import DiagnosisForm, FamilyWordsForm, WithdrawDiagnosisForm
from pupils.models import Pupil
from pupils.presenting.knowing import NO_GATE, source
from pupils.selectors import knowing as selectors
from pupils.selectors.last_change import last_changed_by
from pupils.services import knowing
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, opened_to_change, refuse_in, sees_whole
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb


def knows_diagnoses(request: StaffRequest, pupil: Pupil) -> bool:
    """Are this child's diagnoses told to this person?"""
    return sees_whole(request, pupil) and request.standing.may(Verb.SEE_DIAGNOSES, school_id=pupil.school_id)


def _opened(request: StaffRequest, pupil_id: int) -> Pupil:
    """The child, for whoever keeps the register and may know of its diagnoses."""
    child = opened(request, pupil_id, Verb.EDIT_STATUS)
    insist(request, Verb.SEE_DIAGNOSES, school_id=child.school_id)
    if not knows_diagnoses(request, child):
        raise PermissionDenied(Verb.SEE_DIAGNOSES)
    return child


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def diagnosis(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Note what a professional found."""
    child = _opened(request, pupil_id)
    form = DiagnosisForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            noted = knowing.note(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"Noted: {noted.name}. Status and needs are as they were.")
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Note a diagnosis",
        lead=f"{child.name}. {NO_GATE}",
        button="Note it",
        note="The SENCO, the headteacher, the safeguarding lead and the trust SEND lead see it. It goes into no census "
        "and no file.",
        suggestions=COMMON_DIAGNOSES,
    )


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def diagnosis_withdraw(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Say that a diagnosis is not held to be right any more."""
    child = _opened(request, pupil_id)
    held = {str(row.pk): row for row in selectors.diagnoses(pupil=child, reach=request.reach)}
    form = WithdrawDiagnosisForm(
        request.POST if request.method == "POST" else None,
        held=[(key, f"{row.name}. {source(row)}") for key, row in held.items()],
    )
    if request.method == "POST" and form.is_valid():
        row = held[form.cleaned_data["diagnosis"]]
        try:
            knowing.withdraw(diagnosis=row, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, f"Withdrawn: {row.name}. The history keeps it with your reason.")
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Withdraw a diagnosis",
        lead=f"{child.name}: what is not held to be right any more" if held else f"{child.name}: none is noted",
        button="Withdraw it",
        kind="warning",
    )


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def family_words(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Keep how the family wants a child's needs named."""
    child = opened_to_change(request, pupil_id, Verb.EDIT_STATUS)
    today = timezone.localdate()
    said = selectors.family_words(pupil=child, reach=request.reach, on=today)
    form = FamilyWordsForm(
        request.POST if request.method == "POST" else None,
        now={"words": said.words if said else "", "not_these": said.not_these if said else ""},
        who=partial(last_changed_by, child),
        initial={"on": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = knowing.say_words(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            told = (
                "Kept. Everybody who teaches" if kept else "The words are no longer shown. The history keeps them for"
            )
            words = f"{told} {child.forename} sees it." if kept else f"{told} {child.forename}."
            messages.success(request, f"{words} {form.theirs_in_words()}".strip())
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="The family’s words",
        lead=f"How {child.name} and the family want the needs named",
        button="Keep these words",
        note=f"Everybody at school who opens {child.forename}’s page sees this above the needs, and so do the family "
        f"and {child.forename} on their own pages.",
    )
