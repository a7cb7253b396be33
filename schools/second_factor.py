"""Staff sign in with two factors: without the second they reach its set-up, help and the way out, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from schools.requests import StaffRequest
from schools.roles import ROLES
from trust_send.platform.walls.standing import Standing
from trust_send.platform.web.elsewhere import go_to

SET_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "account_logout",
        "help",
        "privacy",
        "accessibility",
        "who-can-see-what",
        "trust-colours",
        "livez",
        "healthz",
    }
)
"""What a member of staff without a second factor may open."""

_WITHOUT = frozenset().union(*(role.verbs for role in ROLES.values() if not role.second_factor))
"""The verbs of families and pupils."""

_PROVED = "second_factor_of"


def is_needed(standing: Standing) -> bool:
    """Do the roles held in this trust ask for a second factor? A role in another trust asks on arriving there."""
    held = frozenset(standing.everywhere).union(*standing.by_school.values(), *standing.by_pupil.values())
    return not held <= _WITHOUT


def is_proved(request: HttpRequest) -> bool:
    """Has this session given, or does this person have, a second factor? Asked of the database once a session."""
    if request.session.get(_PROVED) == request.user.pk:
        return True
    given = any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
    if not given and not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return False
    request.session[_PROVED] = request.user.pk
    return True


def is_missing(request: StaffRequest) -> bool:
    """Must this person still set up a second factor before anything else?"""
    return settings.MFA_REQUIRED and is_needed(request.standing) and not is_proved(request)


class SecondFactorMiddleware:
    """Leads staff without a second factor to its set-up. Stands after ReachMiddleware, whose standing it reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: StaffRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer in place of the view when a second factor is missing."""
        match = request.resolver_match
        if not request.user.is_authenticated or not match or match.view_name in SET_UP or not is_missing(request):
            return None
        messages.info(request, "Your role needs a second step to sign in. Set it up once; it takes two minutes.")
        return go_to(request, reverse("mfa_activate_totp"))
