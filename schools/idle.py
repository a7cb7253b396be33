"""A page that nobody has touched for an hour is locked, not lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from schools.requests import StaffRequest
from schools.services import kept
from trust_send.platform.web.elsewhere import go_to
from trust_send.platform.web.numbers import read_id

BEGAN, SEEN = "began_at", "seen_at"
NOTE_EVERY_SECONDS = 60
"""How exactly the last touch is known: a page that is only read costs one UPDATE a minute."""


def spell(seconds: int) -> str:
    """How long is that, in words?"""
    if seconds % 3600 == 0:
        return "an hour" if seconds == 3600 else f"{seconds // 3600} hours"
    minutes = max(1, round(seconds / 60))
    return "a minute" if minutes == 1 else f"{minutes} minutes"


class IdleMiddleware:
    """Locks a session after an hour without a touch, and after twelve hours in any case.

    Works in ``process_view``: by then a forged form has been refused, and the reach is in force within which the
    typed words are kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: StaffRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lock the page in place of the view when its time is over; else note that somebody is there."""
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        now, session = int(time.time()), request.session
        began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return lock(request, view, f"You were away for {spell(settings.SESSION_IDLE_SECONDS)}")
        if now - began > settings.SESSION_LIMIT_SECONDS:
            return lock(request, view, f"You signed in {spell(settings.SESSION_LIMIT_SECONDS)} ago")
        if now - seen >= NOTE_EVERY_SECONDS:
            session[SEEN] = now
        if request.method == "POST" and (kept_id := read_id(request.POST.get(kept.MARK))):
            kept.forget(user_id=request.user.pk, kept_id=kept_id)
        return None


def lock(request: StaffRequest, view: Any, why: str) -> HttpResponse:
    """Sign out, keep what was typed, and lead back to it through the sign-in."""
    reach, form = request.reach, None
    if request.method == "POST" and not view.__module__.startswith("allauth."):
        form = kept.keep(request, user_id=request.user.pk)
    back = reverse("kept", args=[reach.trust_id]) if form else _page(request)
    logout(request)
    promise = "Everything you wrote is kept. " if form else ""
    messages.info(request, f"{why}, so we locked the page. {promise}Sign in to go on where you were.")
    return go_to(request, f"{reverse('account_login')}?{urlencode({'next': back})}")


def _page(request: StaffRequest) -> str:
    """Which page was open? A part of a page, or a form with nothing in it, is none to come back to."""
    if request.htmx:
        return request.htmx.current_url_abs_path or reverse("home")
    return request.get_full_path() if request.method in ("GET", "HEAD") else reverse("home")
