"""Having schools counted: now, or as they were on a day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from reporting import batches, choosing, selectors, sight
from reporting.presenting.trend import january_days
from reporting.services import asking
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb
from trust_send.platform.jobs.models import Job


@needs(Verb.MAKE_DOCUMENT)
@require_POST
def count(request: StaffRequest) -> HttpResponse:
    """Have the schools of the overview counted now."""
    may = sight.schools_for(request, Verb.MAKE_DOCUMENT)
    if asked := request.POST.get("school", ""):
        school_id = int(asked) if asked.isdecimal() and len(asked) < 12 else 0
        sight.must_reach(request, school_id, Verb.MAKE_DOCUMENT)
        wanted = {school_id}
    else:
        found = selectors.newest(reach=request.reach, school_ids=may, with_groups=False)
        wanted = {each.school.pk for each in choosing.Choice.of(request.POST, found).pick(found)}
    return _told(request, asking.count_now(school_ids=wanted, at=timezone.now()))


@needs(Verb.MAKE_DOCUMENT)
@require_POST
def count_past(request: StaffRequest, school_id: int) -> HttpResponse:
    """Have a school counted on the January census days that are missing."""
    sight.must_reach(request, school_id, Verb.MAKE_DOCUMENT)
    days = january_days(timezone.localdate())
    past = selectors.on_days(reach=request.reach, school_ids={school_id}, days=days)
    there = {on for on, _ in past.get(school_id, ())}
    jobs = asking.count_on(school_id=school_id, days=[day for day in days if day not in there])
    if not jobs:
        messages.info(request, "The last three January census days are counted already.")
    else:
        messages.success(request, "The missing January census days are being counted. Look again in a minute.")
    return redirect("school-figures", school_id)


def _told(request: StaffRequest, jobs: list[Job]) -> HttpResponse:
    """One job has a page of its own; of many the overview says how far they are."""
    if len(jobs) == 1:
        return redirect("job", jobs[0].pk)
    return redirect(batches.address("dashboard", jobs) if jobs else "dashboard")
