"""Lending one thing to do at one school to one person, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from schools import selectors
from schools.forms.lending import LendVerbForm
from schools.lending import lendable
from schools.models import School, User
from schools.permissions import insist, needs
from schools.requests import StaffRequest
from schools.roles import Verb
from schools.sentences import MAY
from schools.services import lending as services


@needs(Verb.APPOINT)
@require_http_methods(["GET", "HEAD", "POST"])
def lend(request: StaffRequest, user_id: int) -> HttpResponse:
    """Let a person do one thing more at one school, until a day."""
    found = selectors.people.person(reach=request.reach, standing=request.standing, user_id=user_id)
    if found is None:
        raise Http404
    if user_id == request.user.pk:
        raise PermissionDenied
    offers = _offers(request, user_id)
    form = LendVerbForm(request.POST if request.method == "POST" else None, offers=offers)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.lend(
                verb=Verb(said["verb"]),
                school=said["school"],
                to=User.objects.get(pk=user_id),
                starts_on=said["starts_on"],
                until=said["until"],
                by=request.user,
                reason=said["reason"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            may = MAY[Verb(said["verb"])]
            messages.success(request, f"{found.name} may {may} at {said['school']} until {said['until']:%-d %B %Y}.")
            return redirect("person", user_id)
    return render(request, "schools/person_lend.html", {"form": form, "listed": found, "offers": offers})


@needs(Verb.APPOINT)
@require_POST
def lend_end(request: StaffRequest, lending_id: int) -> HttpResponse:
    """End a lending today."""
    known = selectors.lending.lent_known_to(request.reach, request.standing).select_related("user", "content_object")
    lent = get_object_or_404(known, pk=lending_id)
    insist(request, Verb.APPOINT, school_id=lent.content_object_id)
    services.take_back(lent=lent)
    may = MAY[Verb(lent.permission.codename)]
    messages.success(request, f"{lent.user} may no longer {may} at {lent.content_object}.")
    return redirect("person", lent.user_id)


def _offers(request: StaffRequest, user_id: int) -> dict[School, list[Verb]]:
    """What can this reader lend this person, at which of the schools where they appoint?"""
    here = [
        school
        for school in selectors.places.schools(reach=request.reach).filter(pk__among=request.reach.school_ids)
        if selectors.people.may_appoint(request.standing, school_id=school.pk)
    ]
    today = timezone.localdate()
    mine = selectors.people.roles_at_schools(here, user_id=request.user.pk, on=today)
    theirs = selectors.people.roles_at_schools(here, user_id=user_id, on=today)
    offers = {school: lendable(lender=mine[school], borrower=theirs[school]) for school in here}
    return {school: verbs for school, verbs in offers.items() if verbs}
