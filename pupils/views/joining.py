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
from pupils.models import Pupil
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
        school = joining.one_at_a_time(school=form.cleaned_data["school"])
        found = _doubles(request, form.cleaned_data)
        if not _waits(form, found) and (child := _joined(request, form, school)):
            return redirect("pupil", child.pk)
    page = {
        "form": form,
        "may_register": request.standing.may(Verb.SEE_REGISTER),
        "known": [known(one, school=form.cleaned_data["school"], may=request.standing.may) for one in found],
        "certain": any(one.same_upn for one in found),
        "shown": ",".join(str(one.pupil.pk) for one in found),
    }
    return render(request, "pupils/pupil_add.html", page)


def _waits(form: NewPupilForm, found: list[Double]) -> bool:
    """Is there a child who may be the same, and about whom nothing has been said yet? The form then asks."""
    if any(one.same_upn for one in found):
        form.add_error("upn", "A pupil has this UPN already, as shown at the top")
        return True
    said = form.cleaned_data["another"] and all(form.was_shown(one.pupil.pk) for one in found)
    if found and not said:
        form.add_error("another", "Say whether it is one of these pupils, or another child")
        return True
    return False


def _joined(request: StaffRequest, form: NewPupilForm, school: School) -> Pupil | None:
    """The child, now registered; or nobody, and the form says why."""
    given = form.cleaned_data
    facts = {name: given[name] for name in (*NAMES, "date_of_birth", "sex", "year_group", "upn")}
    try:
        child = joining.join(
            school=school,
            newcomer=joining.Newcomer(**facts),
            on=given["on"],
            by=request.user,
            admission_number=given["admission_number"],
            reason=given["reason"],
        )
    except ValidationError as refused:
        refuse_in(form, refused)
        return None
    since = day_words(given["on"])
    messages.success(
        request,
        f"{child.name} is registered at {school.name} from {since}. No class and no SEN status is recorded yet.",
    )
    for remark in form.remarks():
        messages.warning(request, remark)
    return child


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
