"""A whole school begins a new year: look, decide, begin, take back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pupils.forms.rollover import NewYearForm, YearForm
from pupils.presenting import rollover as words
from pupils.rollover import first_days, last_year_group
from pupils.selectors import rollover as selectors
from pupils.services.rollover import asking
from pupils.views.opening import refuse_in
from schools import selectors as school_selectors
from schools.calendar import year_label
from schools.models import School
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.jobs.models import State
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.IMPORT_PUPILS)
@require_http_methods(["GET", "HEAD", "POST"])
def school_year(request: StaffRequest, school_id: int) -> HttpResponse:
    """What a new year would bring a school, and its beginning."""
    school, today = _school(request, school_id), timezone.localdate()
    newest = asking.standing(school_id=school.pk)
    about: dict[str, object] = {
        "school": school,
        "standing": newest,
        "state": words.state(newest),
        "taken_back": words.taken_back(newest),
        "failed": newest.working is not None and newest.working.state == State.FAILED,
    }
    asked = request.POST if request.method == "POST" else request.GET
    year = YearForm(asked if "first_day" in asked else _suggested(school), initial=_suggested(school))
    about["year"] = year
    if not year.is_valid():
        return render(request, "pupils/rollover.html", about)
    plan = selectors.plan(
        school=school, first_day=year.cleaned_data["first_day"], last=year.cleaned_data["last"] or None
    )
    form = NewYearForm(request.POST if request.method == "POST" else None, plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            job = asking.begin(
                plan=plan,
                going_on=form.going_on_ids,
                classes=form.class_names,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except ValidationError as refused:
            refuse_in(form, refused)
        else:
            return redirect("job", job.pk)
    fates = plan.fates(form.chosen)
    rows = words.child_rows(plan, form.chosen)
    seen_in(request, [(row.pupil_id, school.pk) for row in rows], how=How.LISTED)
    about |= {
        "plan": plan,
        "label": year_label(plan.year),
        "form": form,
        "years": words.year_rows(plan, fates),
        "children": rows,
        "notes": words.notes(plan, fates),
        "too_early": plan.first_day > today,
        "done": asking.standing(school_id=school.pk, year=plan.year).is_done,
    }
    return render(request, "pupils/rollover.html", about)


@needs(Verb.IMPORT_PUPILS)
@require_POST
def school_year_undo(request: StaffRequest, school_id: int) -> HttpResponse:
    """Take the newest new year of a school back."""
    school = _school(request, school_id)
    try:
        job = asking.undo(school=school, by=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect("school-year", school.pk)
    return redirect("job", job.pk)


def _school(request: StaffRequest, school_id: int) -> School:
    """The school, when this person may bring in pupils there and sees all of them."""
    found = get_object_or_404(school_selectors.places.schools(reach=request.reach), pk=school_id)
    insist(request, Verb.IMPORT_PUPILS, school_id=school_id)
    if school_id not in request.reach.school_ids:
        raise PermissionDenied(Verb.IMPORT_PUPILS)
    return found


def _suggested(school: School) -> dict[str, object]:
    """This year while it is young and not yet begun here, otherwise the next one."""
    today = timezone.localdate()
    this, next_one = first_days(today)
    is_young = today.month in (9, 10) and not asking.standing(school_id=school.pk, year=this.year).is_done
    return {"first_day": this if is_young else next_one, "last": last_year_group(school.high_age) or ""}
