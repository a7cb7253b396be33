"""Where to work: the trusts a person belongs to and the posts they hold."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schools import selectors
from schools.permissions import for_everyone_signed_in
from schools.requests import StaffRequest
from schools.services import desks


@for_everyone_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: StaffRequest) -> HttpResponse:
    """Show one's trusts and posts, and sit down in another trust."""
    if request.method == "POST":
        chosen = request.POST.get("trust", "")
        if not chosen.isdecimal() or not desks.change(request, trust_id=int(chosen[:18])):
            raise Http404
        return redirect("home")
    reach = request.reach
    context = {
        "trusts": desks.trusts_of(request.user),
        "posts": desks.posts_of(reach=reach, user_id=request.user.pk, on=timezone.localdate()),
        "verbs": selectors.lending.lent_to(reach=reach, on=timezone.localdate()),
        "lent": len(reach.pupil_ids),
        "family": len(reach.family_pupil_ids),
    }
    return render(request, "schools/desk.html", context)
