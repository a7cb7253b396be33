"""One-click sign-in and readable mail, only where the demo is switched on and only for this machine."""

from __future__ import annotations

import ipaddress

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from schools import personas, sent_mail
from schools.models import User


def insist_on_demo(request: HttpRequest) -> None:
    """Act as if these pages did not exist, unless this is a demo and the browser sits on this machine."""
    try:
        here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        here = False
    # A proxy on this machine would make strangers look like neighbours.
    if not settings.DEMO or not here or "HTTP_X_FORWARDED_FOR" in request.META:
        raise Http404


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Be one of the demo's people."""
    insist_on_demo(request)
    chosen = personas.find(request.POST.get("as", ""))
    if chosen is None:
        raise Http404
    person = get_object_or_404(User, email=chosen["email"], is_active=True)
    page = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
    return perform_login(request, person, redirect_url=page if safe else reverse("home"), email=person.email)


@login_not_required
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """Read what this installation would have mailed, newest first."""
    insist_on_demo(request)
    return render(request, "schools/demo_mail.html", {"mails": sent_mail.newest()})
