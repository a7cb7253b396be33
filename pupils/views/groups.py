"""One class or group with its children."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils.presenting import closing
from pupils.selectors import classes
from pupils.selectors.group_history import Entry, group_history
from pupils.views.moments import moment_in, words_of
from schools import selectors
from schools.forms.groups import HandOverForm
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


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
    children = classes.children_of(reach=request.reach, group=found, on=today)
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
            "children": children,
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
