"""Of which schools may this person read figures or make documents? Their reach, where they hold the verb."""

from __future__ import annotations

from django.http import Http404

from schools.permissions import insist
from schools.requests import StaffRequest
from schools.roles import Verb


def schools_for(request: StaffRequest, verb: Verb) -> frozenset[int]:
    """The schools within figure reach at which ``verb`` is held."""
    within: frozenset[int] = request.reach.figure_school_ids
    held = request.standing.schools_for(verb)
    return within if held is None else within & held


def must_reach(request: StaffRequest, school_id: int, verb: Verb) -> None:
    """Not found when the school is out of figure reach, refused when it is within but the verb is not held there."""
    if school_id not in request.reach.figure_school_ids:
        raise Http404
    insist(request, verb, school_id=school_id)
