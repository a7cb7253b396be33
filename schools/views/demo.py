"""One-click sign-in and readable mail, only where the demo is switched on and only for this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import wraps

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
    """Act as if these pages did not exist, however they are asked, unless this is a demo on this very machine."""
    try:
        here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        here = False
    # A proxy on this machine would make strangers look like neighbours.
    if not settings.DEMO or not here or "HTTP_X_FORWARDED_FOR" in request.META:
        raise Http404


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for the demo before the method: a 405 would tell that there is a page."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        insist_on_demo(request)
        return view(request)

    return asked


@login_not_required
@demo_only
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Be one of the demo's people."""
    chosen = personas.find(request.POST.get("as", ""))
    if chosen is None:
        raise Http404
    person = get_object_or_404(User, email=chosen["email"], is_active=True)
    page = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
    return perform_login(request, person, redirect_url=page if safe else reverse("home"), email=person.email)


@login_not_required
@demo_only
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """Read what this installation would have mailed, newest first."""
    return render(request, "schools/demo_mail.html", {"mails": sent_mail.newest()})
