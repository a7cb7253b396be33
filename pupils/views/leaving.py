"""A child leaves the school, or comes back to it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.leaving import MISTAKE, ComeBackForm, LeaveSchoolForm
from pupils.presenting.words import day_words
from pupils.services import leaving
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.EDIT_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Say that a child leaves the school, when and where to."""
    child, today = opened(request, pupil_id, Verb.EDIT_PUPIL), timezone.localdate()
    form = LeaveSchoolForm(request.POST if request.method == "POST" else None, initial={"last_day": today})
    if request.method == "POST" and form.is_valid():
        try:
            leaving.leave(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            until = day_words(form.cleaned_data["last_day"])
            messages.success(request, f"{child.name} is registered at {child.school.name} until {until}.")
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Leaves the school",
        lead=f"{child.name} is at {child.school.name} now. To another school of the trust the record is moved instead.",
        button="Record the leaving",
        kind="warning",
        means=[
            f"{child.forename} is on the register until that day and not on later ones.",
            "Classes, groups and sight lent to single people end with it. The family’s page stays.",
            f"{child.school.name} keeps the record and can read it. The leaving can be taken back on the child’s page.",
        ],
    )


@needs(Verb.EDIT_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Register a child who left again, or take the leaving back."""
    child, today = opened(request, pupil_id, Verb.EDIT_PUPIL), timezone.localdate()
    form = ComeBackForm(request.POST if request.method == "POST" else None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if given["what"] == MISTAKE:
                held = leaving.take_back(pupil=child, by=request.user, reason=given["reason"])
            else:
                held = leaving.come_back(pupil=child, on=given["on"], by=request.user, reason=given["reason"])
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            since = day_words(held.starts_on)
            messages.success(request, f"{child.name} is registered at {child.school.name} since {since}.")
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Comes back to this school",
        lead=f"A last day at {child.school.name} is recorded for {child.name}.",
        button="Register again",
    )
