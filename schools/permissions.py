"""Every view names its verb; a view without one cannot be routed, and the public list is exact."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from schools.requests import StaffRequest
from schools.roles import Verb

View = Callable[..., HttpResponse]

PUBLIC_PAGES = frozenset(
    {
        # Reached before anyone is known. The walls test compares this list with the routes.
        "livez",
        "healthz",
        "home",
        "trust-colours",
        "demo-sign-in",
        "demo-mail",
        "door",
        "accessibility",
        "privacy",
        "who-can-see-what",
        "help",
        "account_login",
        "account_logout",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_signup",  # says that nobody signs up
        "mfa_authenticate",
    }
)

OWN_ACCOUNT_PAGES = frozenset(
    {
        # allauth's pages about one's own password, second factor and sessions: signed in is enough.
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "usersessions_list",
    }
)


def needs(verb: Verb) -> Callable[[View], View]:
    """Allow a view only to people who hold ``verb`` somewhere; the view itself looks at *where*.

    Out of reach is 404 (the selector's business), in reach without the verb is 403.
    """

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.standing.may(verb):
                raise PermissionDenied(verb)
            return view(request, *args, **kwargs)

        asked.verb = verb  # type: ignore[attr-defined]  # a view carries what it asks: tests walk them
        return asked

    return around


def for_everyone_signed_in(view: View) -> View:
    """Mark a view that shows people only what is their own, whatever their role: it needs no verb."""
    view.verb = None  # type: ignore[attr-defined]  # as above
    return view


def insist(request: StaffRequest, verb: Verb, *, school_id: int | None = None, pupil_id: int | None = None) -> None:
    """Refuse (403) unless ``verb`` is held at this school or for this child, which is within reach already."""
    if not request.standing.may(verb, school_id=school_id, pupil_id=pupil_id):
        raise PermissionDenied(verb)
