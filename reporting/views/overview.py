"""Schools side by side: for whoever reads the figures of one school, a hub or the whole trust."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils.choosing import ToDo, to_do_query
from pupils.minding import minds_the_register
from reporting import batches, choosing, files, selectors, sight
from reporting.choosing import Choice
from reporting.presenting import comparing, exports, rows, words
from reporting.presenting.overview import Overview, overview
from reporting.views.schools import school_figures
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb

SHEETS = {"schools": exports.of_schools, "needs": exports.of_needs}


@needs(Verb.SEE_FIGURES)
@require_safe
def dashboard(request: StaffRequest) -> HttpResponse:
    """Compare schools by their figures, which hold no child."""
    may_see = sight.schools_for(request, Verb.SEE_FIGURES)
    if len(may_see) == 1:
        return school_figures(request, *may_see)  # with one school there is nothing to set side by side
    batch = batches.batch(
        request, kind="count", page="dashboard", name="Schools are being counted", link="Show the new figures"
    )
    if request.htmx and batch:
        return render(request, "reporting/_batch_now.html", {"batch": batch})
    schools, choice, about = _chosen(request)
    may_make = bool(sight.schools_for(request, Verb.MAKE_DOCUMENT))
    where = f" at {words.schools(len(about.counted))}"
    context = {
        "batch": batch,
        "about": about,
        "rows": rows.tables(about),
        "choice": choice,
        "hubs": choosing.hubs(schools, choice),
        "phases": choosing.phases(schools, choice),
        "place": _place(request, about),
        "columns": comparing.columns(about),
        "beyond": comparing.beyond_chance(about),
        "needs": [(each, comparing.of_needs(each, where=where)) for each in about.needs],
        **_on_the_register(request, choice, about),
        "may_make": may_make,
        "has_changed": may_make and bool(selectors.changed(reach=request.reach, schools=about.counted)),
        "why_hidden": words.WHY_HIDDEN,
        "why_totals": words.WHY_TOTALS,
        "counted_who": words.COUNTED_WHO,
    }
    return render(request, "reporting/overview.html", context)


@needs(Verb.SEE_FIGURES)
@require_safe
def export(request: StaffRequest, table: str, kind: str) -> HttpResponse:
    """Download a table of the overview exactly as it is filtered."""
    if table not in SHEETS:
        raise Http404
    _, choice, about = _chosen(request)
    sheet = SHEETS[table](about, filtered=_filtered(request, choice, about))
    return files.download(sheet, kind=kind, name=f"{_place(request, about)} {sheet.title}", on=about.on)


def _chosen(request: StaffRequest) -> tuple[list[selectors.SchoolFigures], Choice, Overview]:
    schools = selectors.newest(
        reach=request.reach,
        school_ids=sight.schools_for(request, Verb.SEE_FIGURES),
        with_groups=False,
    )
    choice = Choice.of(request.GET, schools)
    return schools, choice, overview(choice.pick(schools), today=timezone.localdate())


def _on_the_register(request: StaffRequest, choice: Choice, about: Overview) -> dict[str, object]:
    """Where stand the pupils without a main need, for whoever sees them: all of these schools, and each school's?"""
    reach = request.reach
    open_to = reach.school_ids if minds_the_register(request.standing, reach) else frozenset()
    address = reverse("register") + to_do_query(ToDo.SAY_NEED)
    return {
        "without_need_url": address if open_to == reach.figure_school_ids and not choice.query else "#needs",
        "to_complete": [
            (each, number, f"{address}&school={each.school.pk}" if each.school.pk in open_to else "")
            for each, number in about.to_complete
        ],
    }


def _place(request: StaffRequest, about: Overview) -> str:
    """Whose figures are these, as the title of the page?"""
    if len(about.schools) == 1:
        return about.schools[0].school.name
    if len(about.groups) == 1 and about.schools[0].school.hub:
        return about.groups[0].name
    everywhere = request.standing.schools_for(Verb.SEE_FIGURES) is None
    return "Trust overview" if everywhere else "Overview of my schools"


def _filtered(request: StaffRequest, choice: Choice, about: Overview) -> str:
    kinds = choosing.LINE_NAMES[choice.phase].lower() if choice.phase else "all kinds of schools"
    return f"{_place(request, about)}: {words.schools(len(about.schools))}, {kinds}"
