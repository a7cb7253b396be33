"""Adding a child by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pupils.forms.joining import NAMES, NewPupilForm
from pupils.presenting.doubles import known
from pupils.presenting.words import day_words
from pupils.selectors.doubles import Double, doubles
from pupils.services import joining
from pupils.views.opening import refuse_in
from schools.models import School
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.EDIT_PUPIL)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_add(request: StaffRequest) -> HttpResponse:
    """Add a child who is new to the school; children who may be the same are shown first."""
    schools = _schools(request)
    form = NewPupilForm(
        request.POST if request.method == "POST" else None, schools=schools, initial={"on": timezone.localdate()}
    )
    found: list[Double] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        school = joining.one_at_a_time(school=given["school"])
        found = _doubles(request, given)
        if not any(one.same_upn for one in found) and (given["another"] or not found):
            try:
                child = joining.join(
                    school=school,
                    newcomer=joining.Newcomer(
                        **{name: given[name] for name in (*NAMES, "date_of_birth", "sex", "year_group", "upn")}
                    ),
                    on=given["on"],
                    by=request.user,
                    admission_number=given["admission_number"],
                    reason=given["reason"],
                )
            except ValidationError as refused:
                refuse_in(form, refused)
            else:
                since = day_words(given["on"])
                messages.success(
                    request,
                    f"{child.name} is registered at {school.name} from {since}. "
                    "No class and no SEN status is recorded yet.",
                )
                return redirect("pupil", child.pk)
        elif any(one.same_upn for one in found):
            form.add_error("upn", "A pupil has this UPN already, as shown at the top")
        else:
            form.add_error("another", "Say whether it is one of these pupils, or another child")
    page = {
        "form": form,
        "may_register": request.standing.may(Verb.SEE_REGISTER),
        "known": [known(one, school=form.cleaned_data["school"], may=request.standing.may) for one in found],
        "certain": any(one.same_upn for one in found),
    }
    return render(request, "pupils/pupil_add.html", page)


def _schools(request: StaffRequest) -> QuerySet[School]:
    """Where may this person add a child?"""
    held = request.standing.schools_for(Verb.EDIT_PUPIL)
    schools = School.objects.of_children(request.reach).filter(
        Q(closes_on__isnull=True) | Q(closes_on__gt=timezone.localdate())
    )
    return (schools if held is None else schools.filter(pk__among=held)).order_by("sort_key")


def _doubles(request: StaffRequest, given: dict[str, Any]) -> list[Double]:
    """Who may be the same child, as far as this reader sees; that they were found is noted."""
    found = doubles(
        reach=request.reach,
        upn=given["upn"],
        forenames=(given["legal_forename"], given["preferred_forename"]),
        surnames=(given["legal_surname"], given["preferred_surname"]),
        born=given["date_of_birth"],
        on=timezone.localdate(),
    )
    seen_in(request, [(one.pupil.pk, one.pupil.school_id) for one in found], how=How.FOUND)
    return found
