"""Moving a child to another school of the trust."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.places import MoveForm
from pupils.presenting.words import day_words
from pupils.services import moves
from pupils.views.forms_about import form_page
from pupils.views.opening import opened, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.MOVE_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Hand a child's whole record to another school of the trust."""
    child = opened(request, pupil_id, Verb.MOVE_PUPIL)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        reach=request.reach,
        leaving=child.school_id,
        initial={"on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            moves.move(pupil=child, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            school, on = form.cleaned_data["to"], form.cleaned_data["on"]
            messages.success(
                request, f"{child.name} is at {school.name} from {day_words(on)}. The whole record went along."
            )
            return redirect("pupil", child.pk)
    return form_page(
        request,
        child,
        form,
        title="Move to another school",
        lead=f"{child.name} is at {child.school.name} now.",
        button="Move the record",
        note="Status, needs, history and the list of who has seen the record go along. "
        "The old school no longer sees any of it, and its classes no longer have the child.",
    )
