"""The pages of families and pupils: their own child, in plain words."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils.selectors import family
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.SEE_MY_CHILD)
@require_safe
def my_children(request: StaffRequest) -> HttpResponse:
    """Choose between one's children; with one there is nothing to choose."""
    reach = request.reach
    ids = family.ids_of(reach=reach, on=timezone.localdate(), themselves=False)
    if len(ids) == 1:
        return redirect("my-child", ids[0])
    found = family.children(reach=reach, ids=ids)
    seen_in(request, [(child.pk, child.school_id) for child in found], how=How.LISTED)
    return render(request, "pupils/my_children.html", {"children": found})


@needs(Verb.SEE_MY_CHILD)
@require_safe
def my_child(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Show one's own child; anybody else's does not exist."""
    today = timezone.localdate()
    if pupil_id not in family.ids_of(reach=request.reach, on=today, themselves=False):
        raise Http404
    return _show(request, pupil_id, "pupils/my_child.html")


@needs(Verb.SEE_MY_PLAN)
@require_safe
def me(request: StaffRequest) -> HttpResponse:
    """Show a pupil their own page."""
    ids = family.ids_of(reach=request.reach, on=timezone.localdate(), themselves=True)
    if not ids:
        raise Http404
    return _show(request, ids[0], "pupils/me.html")


def _show(request: StaffRequest, pupil_id: int, template: str) -> HttpResponse:
    child = family.child(reach=request.reach, pupil_id=pupil_id, on=timezone.localdate())
    if child is None:
        raise Http404
    seen_in(request, [(child.id, child.school_id)], how=How.OPENED)
    return render(request, template, {"child": child})
