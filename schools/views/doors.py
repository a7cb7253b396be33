"""Links that open something without an account: today, the first password of someone who was invited."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from schools.passwords import FirstPasswordForm
from schools.services import invitations


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person choose a password and sign in; every closed door looks the same."""
    capability = request.capability  # type: ignore[attr-defined]  # the middleware of capabilities has put it there
    person = invitations.invited(capability)
    if person is None:
        return render(request, "schools/door_closed.html", status=410)
    form = FirstPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        if not invitations.accept(capability=capability, user=person, password=form.cleaned_data["password"]):
            return render(request, "schools/door_closed.html", status=410)
        # Through allauth, so that whoever has a second factor is asked for it here too.
        return perform_login(request, person, redirect_url=reverse("home"), email=person.email)
    return render(request, "schools/invitation.html", {"form": form, "invited": person})
