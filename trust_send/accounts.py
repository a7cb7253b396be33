"""How people come in: by invitation only, and after signing in to the trust they belong to."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: an account begins with an appointment or a verified family contact."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """May strangers make accounts?"""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Stand in the trust last chosen, or the first the person belongs to."""
        from schools.services import desks

        response = super().post_login(request, user, **kwargs)
        desks.sit_down(request, user)
        return response
