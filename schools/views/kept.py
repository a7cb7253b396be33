"""What you had written when the page was locked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schools.permissions import for_everyone_signed_in
from schools.requests import StaffRequest
from schools.services import desks, kept


@for_everyone_signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def kept_form(request: StaffRequest, trust_id: int) -> HttpResponse:
    """Show the kept form with a button that sends it where it was going, and one that throws it away."""
    reach = request.reach
    if reach.trust_id != trust_id:
        # It waits in the trust where it was written; signing in has led to the first one.
        return redirect("kept", trust_id) if desks.change(request, trust_id=trust_id) else redirect("home")
    form = kept.newest(user_id=request.user.pk, now=timezone.now())
    if form is None:
        return redirect("home")
    if request.method == "POST":
        kept.forget(user_id=request.user.pk, kept_id=form.pk)
        return redirect("home")
    return render(
        request, "schools/kept.html", {"form_kept": form, "fields": list(form.fields.items()), "mark": kept.MARK}
    )
