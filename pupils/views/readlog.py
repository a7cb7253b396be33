"""Who has seen a child's record."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupils.presenting import record as words
from pupils.selectors.seen import seen
from pupils.views.opening import opened
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.web.numbers import read_id


@needs(Verb.SEE_READ_LOG)
@require_safe
def read_log(request: StaffRequest, pupil_id: int) -> HttpResponse:
    """Everyone who opened, listed, found or exported this child, newest first."""
    child = opened(request, pupil_id, Verb.SEE_READ_LOG)
    entries, more = seen(pupil=child, reach=request.reach, before=read_id(request.GET.get("before")))
    page = {
        "pupil": child,
        "entries": entries,
        "next_url": f"?before={more}" if more else "",
        "tabs": words.tabs(child, current="read-log", may=partial(request.standing.may, school_id=child.school_id)),
    }
    return render(request, "pupils/pupil_readlog.html", page)
