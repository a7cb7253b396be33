"""How people come in: by invitation only, and after signing in to the trust they belong to."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from schools import second_factor
from schools.services import desks


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: an account begins with an appointment or a verified family contact."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "This email address and this password do not belong together. Check both, or ask"
        " for a code by email.",
        "incorrect_code": "This is not the code we sent. Check it, or go back and ask for a new one.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, or ask for a code by email.",
        "rate_limited": "Too many tries. Wait five minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """May strangers make accounts?"""
        return False

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """Sit down in the first trust the person belongs to; they may change desks later."""
        desks.sit_down(request, user)
        return super().post_login(request, user, **how)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Must someone say again who they are? Not within five minutes of signing in: they just did."""
        request = allauth_context.request
        records = get_authentication_records(request, request.user)
        just_now = records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT
        return not just_now and super().is_reauthentication_required(app=app, **more)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a mail now and send it when the transaction is over.

        The outbox is walled by trust, and before sign-in there is none. So the request sends its own mail, after
        the commit: no row stays locked while a mail server thinks. A mail that fails is logged and the page says the
        same as ever, or it would tell strangers which addresses have an account.
        """
        request = allauth_context.request
        words = {"request": request, "email": email, "current_site": get_current_site(request), **context}
        send_after_commit(self.render_mail(template_prefix, email, words))


def send_after_commit(message: EmailMessage) -> None:
    """Send a mail once what it speaks of is true; without a transaction, at once."""
    transaction.on_commit(message.send, robust=True)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Where a second factor is required it cannot be taken off, only replaced by someone who may."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This is not the code the app shows now. Wait for the next one and check the phone’s clock.",
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """May this person take off their second factor? Families and pupils may."""
        return not (settings.MFA_REQUIRED and second_factor.is_needed(allauth_context.request.standing))
