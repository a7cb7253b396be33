"""Pages of words that anyone may read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schools.roles import LENDABLE, ROLES, Held
from schools.sentences import MAY


@login_not_required
@require_safe
def words(request: HttpRequest, page: str) -> HttpResponse:
    """Show help, privacy or accessibility."""
    return render(request, f"schools/{page}.html")


@login_not_required
@require_safe
def who_can_see_what(request: HttpRequest) -> HttpResponse:
    """Every role with what it sees and does, from the same list that the product obeys."""
    places = {Held.SCHOOL: "a school", Held.HUB: "a hub", Held.TRUST: "the trust", Held.CHILD: "one child"}
    roles = [
        {
            "name": role.name,
            "sentence": role.sentence,
            "held": " or ".join(places[held] for held in Held if held in role.held),
            "verbs": [words for verb, words in MAY.items() if verb in role.verbs],
            "second_factor": role.second_factor,
        }
        for role in ROLES.values()
    ]
    lendable = [MAY[verb] for verb in LENDABLE]
    return render(request, "schools/who_can_see_what.html", {"roles": roles, "lendable": lendable})
