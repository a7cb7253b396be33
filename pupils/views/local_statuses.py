"""What a school calls statuses of its own is kept."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.local_statuses import LocalStatusesForm
from pupils.models import LocalStatus
from pupils.selectors.statuses import named_last_by, of_school, pupils_with
from pupils.services import local_statuses
from schools import selectors as school_selectors
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb


@needs(Verb.EDIT_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def school_statuses(request: StaffRequest, school_id: int) -> HttpResponse:
    """The statuses that a school has names of its own for, and what the census counts each as."""
    school = get_object_or_404(school_selectors.places.schools(reach=request.reach), pk=school_id)
    insist(request, Verb.EDIT_PUPIL, school_id=school_id)
    held: list[LocalStatus] = list(of_school(school_id=school_id))
    form = LocalStatusesForm(
        request.POST if request.method == "POST" else None,
        held=held,
        counts=pupils_with(held, on=timezone.localdate()),
        who=partial(named_last_by, school_id),
    )
    if request.method == "POST" and form.is_valid():
        changed = local_statuses.keep(school=school, named=form.cleaned_data["named"], by=request.user)
        said = f"Saved: {', '.join(changed)}." if changed else "Nothing was different, so nothing was changed."
        messages.success(request, f"{said} {form.theirs_in_words()}".strip())
        return redirect("school-statuses", school_id)
    return render(request, "pupils/local_statuses.html", {"school": school, "form": form, "lines": list(form.lines())})
