"""The check before census day: what the MIS would send beside what the register says."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils.census_checking import Kind
from pupils.census_days import asks_for_needs, coming_census_days
from pupils.presenting import census_check as words
from pupils.selectors import census_check as selectors
from schools import selectors as school_selectors
from schools.models import School
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in
from trust_send.platform.tables.writing import csv_bytes

PAGE_ROWS = 50


@needs(Verb.EDIT_PUPIL)
@require_safe
def school_census(request: StaffRequest, school_id: int) -> HttpResponse:
    """Every difference between a school's register and the last file of its MIS, on the page or as a file."""
    school, today = _school(request, school_id), timezone.localdate()
    days = coming_census_days(today)
    day = next((day for day in days if day.isoformat() == request.GET.get("day")), days[0])
    table = selectors.last_file(reach=request.reach, school_id=school.pk)
    about: dict[str, object] = {
        "school": school,
        "table": table,
        "day": day,
        "days": days,
        "days_left": words.days_left(day, today=today),
        "asks": words.asks(day),
        "may_import": request.standing.may(Verb.IMPORT_PUPILS, school_id=school.pk),
    }
    if table is None or table.emptied_on:
        return render(request, "pupils/census.html", about)
    found = selectors.check(table=table, on=today, census_day=day, with_needs=asks_for_needs(day))
    kind = request.GET.get("show", "")
    lines = [line for line in found.lines if line.difference.kind == kind] if kind in set(Kind) else found.lines
    may_export = request.standing.may(Verb.EXPORT_REGISTER, school_id=school.pk)
    if request.GET.get("as") == "csv":
        return _file(request, school, lines, day) if may_export else _refused()
    return _page(request, lines, about | {"found": found, "kind": kind, "may_export": may_export})


def _page(request: StaffRequest, lines: list[selectors.Line], about: dict) -> HttpResponse:
    """Fifty lines, with what leads on to the others."""
    pages = max(1, -(-len(lines) // PAGE_ROWS))
    number = request.GET.get("page", "")
    page = min(max(int(number), 1), pages) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    part = lines[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    _note(request, about["school"], part, how=How.LISTED)
    here = f"?day={about['day'].isoformat()}" + (f"&show={about['kind']}" if about["kind"] else "")
    return render(
        request,
        "pupils/census.html",
        about
        | {
            "lines": [words.shown(line, table=about["table"], standing=request.standing) for line in part],
            "tabs": words.tabs(about["found"].lines),
            "total": len(lines),
            "here": here,
            "page_words": f"Page {page} of {pages}" if pages > 1 else "",
            "previous_url": f"{here}&page={page - 1}" if page > 1 else "",
            "next_url": f"{here}&page={page + 1}" if page < pages else "",
        },
    )


def _file(request: StaffRequest, school: School, lines: list[selectors.Line], day: date) -> HttpResponse:
    """The lines as CSV."""
    _note(request, school, lines, how=How.EXPORTED)
    name = f"census-check-{school.urn}-{day:%Y-%m-%d}.csv"
    return HttpResponse(
        csv_bytes(words.HEADINGS, words.as_table(lines)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _note(request: StaffRequest, school: School, lines: list[selectors.Line], *, how: How) -> None:
    seen = dict.fromkeys(line.pupil_id for line in lines if line.pupil_id)
    seen_in(request, [(pupil_id, school.pk) for pupil_id in seen], how=how)


def _refused() -> HttpResponse:
    raise PermissionDenied(Verb.EXPORT_REGISTER)


def _school(request: StaffRequest, school_id: int) -> School:
    """The school, when this person keeps its register and sees all of its children."""
    found = get_object_or_404(school_selectors.places.schools(reach=request.reach), pk=school_id)
    insist(request, Verb.EDIT_PUPIL, school_id=school_id)
    if school_id not in request.reach.school_ids:
        raise PermissionDenied(Verb.EDIT_PUPIL)
    return found
