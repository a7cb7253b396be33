"""Registering a child at a second school of the trust, and ending that."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.places import EndRegistrationForm, SecondSchoolForm
from pupils.models import Enrolment
from pupils.presenting.words import day_words
from pupils.services import registrations
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.MOVE_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def second_add(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Register a child at a second school as well."""
    child = opened(request, pupil_id, Verb.MOVE_PUPIL)
    form = SecondSchoolForm(
        request.POST if request.method == "POST" else None,
        reach=request.reach,
        besides=child.school_id,
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = registrations.begin(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            since = day_words(made.starts_on)
            messages.success(request, f"{child.name} is registered at {made.at_school.name} too, from {since}.")
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Register at a second school",
        lead=f"{child.name} stays at {child.school.name}, which keeps the record.",
        button="Register there too",
    )


@needs(Verb.MOVE_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def second_end(request: StaffRequest, pupil_id: int, registration_id: int) -> HttpResponse:
    """End a child's registration at a second school."""
    child = opened(request, pupil_id, Verb.MOVE_PUPIL)
    today = timezone.localdate()
    held: Enrolment = get_object_or_404(
        registrations.second_ones(pupil=child, on=today).select_related("at_school", "pupil"), pk=registration_id
    )
    form = EndRegistrationForm(request.POST if request.method == "POST" else None, initial={"on": today})
    there = held.at_school.name
    if request.method == "POST" and form.is_valid():
        try:
            registrations.end(registration=held, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            since = day_words(form.cleaned_data["on"])
            messages.success(request, f"{child.name} is no longer registered at {there}, from {since}.")
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="End the second registration",
        lead=f"{child.name} has been registered at {there} too since {day_words(held.starts_on)}.",
        button="End it",
        note=f"{there} sees nothing of the record from then on. {child.school.name} keeps it.",
    )
