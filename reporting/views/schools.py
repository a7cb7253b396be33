"""The figures of one school."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reporting import files, selectors, sight
from reporting.nutshells import KIND
from reporting.presenting import comparing, exports, figures_of_a_school, words
from reporting.presenting.profile import Profile, profile
from reporting.presenting.questions import questions
from reporting.presenting.trend import january_days
from reporting.selectors import SchoolFigures
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.papers import selectors as papers


@needs(Verb.SEE_FIGURES)
@require_safe
def school_figures(request: StaffRequest, school_id: int) -> HttpResponse:
    """Show what was counted in one school, beside England and over time."""
    found = _found(request, school_id)
    may_make = request.standing.may(Verb.MAKE_DOCUMENT, school_id=school_id)
    several = len(sight.schools_for(request, Verb.SEE_FIGURES)) > 1
    context = {"school": found.school, "may_make": may_make, "several": several}
    if found.counted_on is None or not found.figures.roll:
        return render(request, "reporting/school_not_counted.html", context)
    about = _profile(request, found)
    context |= {
        "about": about,
        "counted_when": words.counted_when([found.counted_on], [found.counted_at]),
        "has_changed": may_make and bool(selectors.changed(reach=request.reach, schools=[found])),
        "needs": [(each, comparing.of_needs(each, where="")) for each in about.needs],
        "trend": figures_of_a_school.over_time(about),
        "years": figures_of_a_school.by_year(about),
        "questions": questions(about),
        "paper": papers.papers(request.reach, kind=KIND, school_id=school_id).first(),
        "why_hidden": words.WHY_HIDDEN,
        "why_totals": words.WHY_TOTALS,
        "counted_who": words.COUNTED_WHO,
    }
    return render(request, "reporting/school.html", context)


@needs(Verb.SEE_FIGURES)
@require_safe
def export(request: StaffRequest, school_id: int, kind: str) -> HttpResponse:
    """Download everything that the page of one school says."""
    found = _found(request, school_id)
    if found.counted_on is None or not found.figures.roll:
        raise Http404
    sheet = exports.of_profile(_profile(request, found))
    return files.download(sheet, kind=kind, name=f"{found.school.name} SEND figures", on=found.counted_on)


def _found(request: StaffRequest, school_id: int) -> SchoolFigures:
    sight.must_reach(request, school_id, Verb.SEE_FIGURES)
    found = selectors.newest(reach=request.reach, school_ids={school_id})
    if not found:
        raise Http404
    return found[0]


def _profile(request: StaffRequest, found: SchoolFigures) -> Profile:
    today = timezone.localdate()
    past = selectors.on_days(
        reach=request.reach,
        school_ids={found.school.pk},
        days=january_days(today),
    )
    return profile(
        school=found.school,
        counted_on=found.counted_on or today,
        counted_at=found.counted_at,
        figures=found.figures,
        past=past.get(found.school.pk, ()),
        today=today,
    )
