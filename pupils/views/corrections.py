"""A wrong entry of a status is put right."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pupils.days import last_day
from pupils.forms.statuses import CorrectionForm
from pupils.models import SenStatus
from pupils.presenting.words import day_words
from pupils.selectors.last_change import last_changed_by
from pupils.selectors.statuses import entries_of
from pupils.services import correcting
from pupils.views.forms_about import form_page
from pupils.views.opening import opened_to_change, refuse_in
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb

LEAD = "{name}. A correction says that an entry was never right; for something new, change the status instead."


@needs(Verb.EDIT_STATUS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_status(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Say what an entry should have been, or that it never was."""
    child = opened_to_change(request, pupil_id, Verb.EDIT_STATUS)
    entries = {str(row.pk): row for row in entries_of(child)}
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        entries=[(key, _words(row)) for key, row in entries.items()],
        who=partial(last_changed_by, child),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        entry = entries[said["entry"]]
        about = {"pupil": child, "entry": entry, "by": request.user, "reason": said["reason"]}
        try:
            if said["code"] == CorrectionForm.NEVER:
                correcting.strike(**about)
            else:
                correcting.correct(
                    **about,
                    code=entry.code if said["code"] == CorrectionForm.AS_IT_IS else said["code"],
                    starts_on=said["on"] or entry.starts_on,
                    evidence=said["evidence"],
                    told_on=said["told_on"],
                    not_told=said["not_told"],
                )
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            messages.success(request, "Corrected. The history keeps what stood there before.")
            return redirect("pupil", child.pk)
    return form_page(
        request, child, form, title="Correct a wrong entry", lead=LEAD.format(name=child.name), button="Correct it"
    )


def _words(row: SenStatus) -> str:
    last = last_day(row.ends_on)
    until = f" until {day_words(last)}" if last else ""
    called = f"{row.local_status}, {row.get_code_display()}," if row.local_status else row.get_code_display()
    return f"{called} from {day_words(row.starts_on)}{until}"
