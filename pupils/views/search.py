"""What the search box of the header leads to."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pupils.choosing import LONGEST_NAME
from pupils.selectors import search
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.readlog.models import How
from trust_send.platform.readlog.record import seen_in


@needs(Verb.SEE_TODAY)
@require_safe
def find(request: StaffRequest) -> HttpResponse:
    """Children by name or pupil number, and groups, within reach; pages for everyone."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_NAME]
    today = timezone.localdate()
    may_open = request.standing.may(Verb.OPEN_PUPIL)
    pupils, more = search.pupils(reach=request.reach, words=words, on=today) if may_open else ([], False)
    groups = []
    if request.standing.may(Verb.SEE_GROUPS):
        groups = search.groups(reach=request.reach, words=words, on=today)
    seen_in(request, ((child.pupil_id, child.school_id) for child in pupils), how=How.FOUND)
    page = {"words": words, "pupils": pupils, "more": more, "groups": groups, "may_open": may_open}
    return render(request, "pupils/find.html", page)
