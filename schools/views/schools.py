"""Schools of the trust: list, one school, its settings and terms, and the trust's own look."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from schools import calendar, selectors
from schools.calendar import TermDates
from schools.forms.schools import SchoolForm
from schools.forms.terms import TermsForm
from schools.models import School
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from schools.services import schools as services
from schools.services import terms as term_services


@needs(Verb.SEE_SCHOOLS)
@require_safe
def schools(request: StaffRequest) -> HttpResponse:
    """The schools of the trust, by name."""
    return render(
        request,
        "schools/schools.html",
        {
            "schools": selectors.places.schools(reach=request.reach),
            "may_edit_trust": request.standing.may(Verb.EDIT_TRUST),
            "may_figures": request.standing.may(Verb.SEE_FIGURES),
        },
    )


@needs(Verb.SEE_SCHOOLS)
@require_safe
def school(request: StaffRequest, school_id: int) -> HttpResponse:
    """One school: its numbers, people and terms."""
    found = _known(request, school_id)
    today = timezone.localdate()
    start = calendar.year_start(today)
    terms = selectors.places.terms(reach=request.reach, school_id=school_id, start=start)
    return render(
        request,
        "schools/school.html",
        {
            "school": found,
            "year": calendar.year_label(start),
            "start": start,
            "terms": [
                (calendar.term_name(term.number, found.term_naming), term.starts_on, term.ends_on) for term in terms
            ],
            "posts": selectors.people.posts_by_role(reach=request.reach, school_id=school_id, on=today),
            "lent": selectors.lending.lent_verbs(
                selectors.lending.lent_known_to(request.reach, request.standing)
                .filter(content_object_id=school_id)
                .exclude(ends_on__lte=today),
                standing=request.standing,
            ),
            "may_edit": request.standing.may(Verb.EDIT_SCHOOLS, school_id=school_id),
            "may_review": school_id in request.reach.school_ids
            and any(request.standing.may(verb, school_id=school_id) for verb in (Verb.EDIT_STATUS, Verb.APPOINT)),
            "may_name_statuses": request.standing.may(Verb.EDIT_PUPIL, school_id=school_id),
            "may_begin_year": school_id in request.reach.school_ids
            and request.standing.may(Verb.IMPORT_PUPILS, school_id=school_id),
            "may_check_census": school_id in request.reach.school_ids
            and request.standing.may(Verb.EDIT_PUPIL, school_id=school_id),
        },
    )


@needs(Verb.EDIT_SCHOOLS)
@require_http_methods(["GET", "HEAD", "POST"])
def school_edit(request: StaffRequest, school_id: int) -> HttpResponse:
    """Change what the trust says about a school."""
    found = _editable(request, school_id)
    if request.method == "POST":
        found = services.hold(school=found)
    form = SchoolForm(
        request.POST or None,
        instance=found,
        reach=request.reach,
        who=partial(selectors.last_change.last_changed_by, school_id),
    )
    if request.method == "POST" and form.is_valid():
        services.describe(school=found, by=request.user, **form.cleaned_data)
        messages.success(request, f"{found.name} is saved. {form.theirs_in_words()}".strip())
        return redirect("school", school_id)
    return render(request, "schools/school_edit.html", {"form": form, "school": found})


@needs(Verb.EDIT_SCHOOLS)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: StaffRequest, school_id: int, start: int) -> HttpResponse:
    """Set the term dates of one school year."""
    found = _editable(request, school_id)
    if not 2000 <= start <= 2100:
        raise Http404
    known = [
        TermDates(term.number, term.starts_on, term.ends_on)
        for term in selectors.places.terms(reach=request.reach, school_id=school_id, start=start)
    ]
    form = TermsForm(request.POST or None, naming=found.term_naming, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            term_services.set_year(school=found, start=start, dates=form.terms)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"The terms of {calendar.year_label(start)} are saved.")
            return redirect("school", school_id)
    pairs = [(form[f"starts_{n}"], form[f"ends_{n}"]) for n in range(1, 7)]
    return render(
        request,
        "schools/terms.html",
        {"form": form, "pairs": pairs, "school": found, "start": start, "year": calendar.year_label(start)},
    )


def _known(request: StaffRequest, school_id: int) -> School:
    return get_object_or_404(selectors.places.schools(reach=request.reach), pk=school_id)


def _editable(request: StaffRequest, school_id: int) -> School:
    found = _known(request, school_id)
    insist(request, Verb.EDIT_SCHOOLS, school_id=school_id)
    return found
