"""The register as a file: exactly what the page shows, all of its pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils.choosing import read_choice
from pupils.minding import minds_the_register
from pupils.presenting.files import about, headings, line
from pupils.selectors import places
from pupils.selectors.register import FILE_ROWS, everyone
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in
from trust_send.platform.tables.writing import csv_bytes, xlsx_bytes

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Verb.EXPORT_REGISTER)
@require_safe
def register_export(request: StaffRequest, kind: str) -> HttpResponse:
    """What is chosen on the register, as CSV or as a workbook that says what was chosen."""
    minds = minds_the_register(request.standing, request.reach)
    choice = read_choice(request.GET, today=timezone.localdate(), with_to_do=minds)
    schools = places.schools(reach=request.reach)
    groups = dict(places.groups(request.reach, choice, schools))
    shown = everyone(reach=request.reach, standing=request.standing, choice=choice)
    if shown is None:
        return render(request, "pupils/register_too_long.html", {"choice": choice, "most": FILE_ROWS}, status=400)
    # A child of another school that one teaches may be read, but not taken away.
    rows = [row for row in shown if request.standing.may(Verb.EXPORT_REGISTER, school_id=row.record_school_id)]
    seen_in(request, ((row.pupil_id, row.record_school_id) for row in rows), how=How.EXPORTED)
    head = headings(several=schools.several)
    lines = (line(row, schools=schools.names, several=schools.several) for row in rows)
    said = about(
        choice,
        rows=len(rows),
        left_out=len(shown) - len(rows),
        by=str(request.user),
        schools=schools.names,
        groups=groups,
    )
    body = csv_bytes(head, lines) if kind == "csv" else xlsx_bytes("SEN register", head, lines, said)
    response = HttpResponse(body, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="sen-register-{choice.on:%Y-%m-%d}.{kind}"'
    return response
