"""The register as a file: exactly what the page shows, all of its pages."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from pupils.choosing import read_choice
from pupils.presenting.files import about, headings, line
from pupils.selectors import places
from pupils.selectors.register import everyone
from schools.permissions import needs
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in
from trust_send.platform.tables.writing import csv_bytes, xlsx_bytes
from trust_send.platform.walls.reach import Reach

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Verb.EXPORT_REGISTER)
@require_GET
def register_export(request: HttpRequest, kind: str) -> HttpResponse:
    """What is chosen on the register, as CSV or as a workbook that says what was chosen."""
    choice = read_choice(request.GET, today=timezone.localdate())
    reach = _where_exported(request)
    schools = places.schools(reach=reach)
    groups = dict(places.groups(reach, choice, schools))
    rows = everyone(reach=reach, standing=request.standing, choice=choice)
    seen_in(request, ((row.pupil_id, row.record_school_id) for row in rows), how=How.EXPORTED)
    head = headings(several=schools.several)
    lines = (line(row, schools=schools.names, several=schools.several) for row in rows)
    said = about(choice, rows=len(rows), by=str(request.user), schools=schools.names, groups=groups)
    body = csv_bytes(head, lines) if kind == "csv" else xlsx_bytes("SEN register", head, lines, said)
    response = HttpResponse(body, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="sen-register-{choice.on:%Y-%m-%d}.{kind}"'
    return response


def _where_exported(request: HttpRequest) -> Reach:
    """The part of the reach in which the register may be exported; a class elsewhere may be read, not taken away."""
    reach: Reach = request.reach
    schools = request.standing.schools_for(Verb.EXPORT_REGISTER)
    if schools is None:
        return reach
    if not schools:
        raise PermissionDenied(Verb.EXPORT_REGISTER)
    return Reach(
        user_id=reach.user_id,
        trust_id=reach.trust_id,
        school_ids=reach.school_ids & schools,
        figure_school_ids=reach.figure_school_ids,
        pupil_ids=reach.pupil_ids if reach.school_ids <= schools else frozenset(),
    )
