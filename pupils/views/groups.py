"""One class or group with its children."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils.presenting import class_lists, closing
from pupils.selectors import classes
from pupils.selectors.group_history import Entry, group_history
from pupils.selectors.register import MAY_SEE_CLOSED_FLAGS
from pupils.views.exports import CONTENT_TYPES
from pupils.views.moments import moment_in, words_of
from schools import selectors
from schools.forms.groups import HandOverForm
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in
from trust_send.platform.tables.writing import csv_bytes, xlsx_bytes


@needs(Verb.SEE_GROUPS)
@require_safe
def group(request: StaffRequest, group_id: int) -> HttpResponse:
    """The children of a group, those with SEND first in view, and who has the group."""
    today = timezone.localdate()
    found = selectors.groups.group_or_closed(
        reach=request.reach, standing=request.standing, on=today, group_id=group_id
    )
    if found is None:
        raise Http404
    children = classes.children_of(reach=request.reach, group=found, on=today, closed=_sees_closed(request))
    may_edit = request.standing.may(Verb.EDIT_GROUPS, school_id=found.school_id)
    changes: list[Entry] = []
    more = None
    if may_edit:
        changes, more = group_history(group=found, reach=request.reach, before=moment_in(request.GET.get("before", "")))
    named = {(child.id, child.school_id) for child in children} | {one for entry in changes for one in entry.children}
    seen_in(request, sorted(named), how=How.LISTED)
    return render(
        request,
        "pupils/group.html",
        {
            "group": found,
            "children": [(child, class_lists.needs_in_words(child)) for child in children],
            "may_export": request.standing.may(Verb.EXPORT_REGISTER, school_id=found.school_id),
            "with_send": sum(child.status in ("K", "E") for child in children),
            "staff": selectors.groups.staff_of(group=found, on=today),
            "may_edit": may_edit,
            "is_over": found.ends_on is not None and found.ends_on <= today,
            "closed": closing.state(found.last_day, on=today),
            "changes": changes,
            "earlier_url": words_of(more),
            "form": HandOverForm(group=found, on=today) if may_edit and not found.ends_on else None,
        },
    )


@needs(Verb.EXPORT_REGISTER)
@require_safe
def group_list(request: StaffRequest, group_id: int, kind: str) -> HttpResponse:
    """The children of a group today as CSV or as a workbook, with what who teaches them should know."""
    today = timezone.localdate()
    found = selectors.groups.group_or_closed(
        reach=request.reach, standing=request.standing, on=today, group_id=group_id
    )
    if found is None:
        raise Http404
    insist(request, Verb.EXPORT_REGISTER, school_id=found.school_id)
    shown = classes.children_of(reach=request.reach, group=found, on=today, closed=_sees_closed(request))
    # A child whose record another school holds may be read, but not taken away.
    rows = [child for child in shown if request.standing.may(Verb.EXPORT_REGISTER, school_id=child.school_id)]
    seen_in(request, [(child.id, child.school_id) for child in rows], how=How.EXPORTED)
    lines = [class_lists.line(child) for child in rows]
    said = class_lists.about(found, on=today, rows=len(rows), left_out=len(shown) - len(rows), by=str(request.user))
    head = class_lists.HEADINGS
    body = csv_bytes(head, lines) if kind == "csv" else xlsx_bytes(f"Class list {found.name}", head, lines, said)
    response = HttpResponse(body, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{class_lists.file_name(found, on=today)}.{kind}"'
    return response


def _sees_closed(request: StaffRequest) -> Callable[[int], bool]:
    """Of which schools are the flags told that a class teacher does not need?"""
    return lambda school_id: any(request.standing.may(verb, school_id=school_id) for verb in MAY_SEE_CLOSED_FLAGS)
