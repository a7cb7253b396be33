"""Documents that hold no child: which there are, and making the Nutshell."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reporting import batches, selectors, shelves, sight
from reporting.nutshells import KIND
from reporting.services import asking
from schools.permissions import needs
from schools.requests import StaffRequest
from schools.roles import Verb

ALL = "all"


@needs(Verb.SEE_DOCUMENTS)
@require_safe
def documents(request: StaffRequest) -> HttpResponse:
    """The newest documents of each school, or all of one school."""
    batch = batches.batch(
        request, kind=KIND, page="documents", name="Nutshells are being made", link="Show the documents"
    )
    if request.htmx and batch:
        return render(request, "reporting/_batch_now.html", {"batch": batch})
    may_see = sight.schools_for(request, Verb.SEE_DOCUMENTS)
    may_make = sight.schools_for(request, Verb.MAKE_DOCUMENT)
    chosen = _school_id(request.GET.get("school", ""))
    if chosen is not None:
        sight.must_reach(request, chosen, Verb.SEE_DOCUMENTS)
    found = shelves.shelves(
        reach=request.reach,
        school_ids=may_see if chosen is None else {chosen},
        with_earlier=chosen is not None,
        with_trust=chosen is None,
        may_make=may_make,
    )
    context = {
        "batch": batch,
        "shelves": found,
        "chosen": found[0].school if chosen is not None and found else None,
        "may_make": may_make,
        "several": len(may_make) > 1 and chosen is None,
        "several_schools": len(may_see) > 1,
        "one": found[0] if len(found) == 1 else None,
    }
    return render(request, "reporting/documents.html", context)


@needs(Verb.MAKE_DOCUMENT)
@require_POST
def make_nutshells(request: StaffRequest) -> HttpResponse:
    """Have the Nutshell of one school made, or of all of mine, one job each."""
    asked = request.POST.get("school", "")
    may_make = sight.schools_for(request, Verb.MAKE_DOCUMENT)
    if asked != ALL:
        school_id = _school_id(asked) or 0
        sight.must_reach(request, school_id, Verb.MAKE_DOCUMENT)
        may_make = frozenset({school_id})
    found = selectors.newest(reach=request.reach, school_ids=may_make, with_groups=False)
    jobs = [
        asking.make_nutshell(school_id=each.school.pk, by_id=request.user.pk, at=timezone.now())
        for each in found
        if each.figures.roll
    ]
    if not jobs:
        messages.warning(
            request, "Nothing has been counted yet. Have the school counted first, then make the document."
        )
        return redirect("dashboard")
    if len(jobs) == 1:
        return redirect("job", jobs[0].pk)
    return redirect(batches.address("documents", jobs))


def _school_id(text: str) -> int | None:
    """The number in an address; 0, which is nobody's, for anything else that was written."""
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) < 12 else 0
