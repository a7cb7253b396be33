"""The front door: where does the address without a path lead?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from schools.roles import Verb

FIRST_PAGES = {Verb.SEE_TODAY: "today", Verb.SEE_MY_CHILD: "my-children", Verb.SEE_MY_PLAN: "me"}


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to what is waiting for this person, or to the sign-in."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    for verb, page in FIRST_PAGES.items():
        if request.standing.may(verb):  # type: ignore[attr-defined]
            return redirect(page)
    return redirect("desk")  # which says that they hold no post here
