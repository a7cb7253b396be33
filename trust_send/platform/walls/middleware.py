"""Every request runs in one short transaction that knows whose it is."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from trust_send.platform.walls import capabilities, sources
from trust_send.platform.walls.reach import NOBODY, acting_with
from trust_send.platform.walls.standing import NO_STANDING

Respond = Callable[[HttpRequest], HttpResponse]


class ReachMiddleware:
    """Give the request its reach and tell the database, around everything that may query.

    Stands after sessions, authentication and the login rule. Anything with ``process_exception`` must stand
    outside: an error has to reach the transaction first.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reach, request.standing = NOBODY, NO_STANDING  # type: ignore[attr-defined]
        if request.path.startswith(capabilities.PREFIX):
            return self._through_a_door(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        # The session's trust is a claim; posts and grants decide what it opens.
        with sources.acting_for(request.user.pk, request.session.get("trust_id")) as (reach, standing):
            request.reach, request.standing = reach, standing  # type: ignore[attr-defined]
            return self._answered(request)

    def _through_a_door(self, request: HttpRequest) -> HttpResponse:
        """Answer someone without an account who holds a link: exactly that link's reach."""
        token = request.path.removeprefix(capabilities.PREFIX).partition("/")[0]
        with acting_with(NOBODY):
            request.capability = capability = capabilities.find(token)  # type: ignore[attr-defined]
            if capability is not None:
                reach, standing = capabilities.reach_of(capability)
                request.reach, request.standing = reach, standing  # type: ignore[attr-defined]
                with acting_with(reach):
                    return self._answered(request)
            return self._answered(request)

    def _answered(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        return response
