"""Is it alive, and can it work? For load balancers, containers and ``make run``; names no version and no data."""

from collections.abc import Callable

import redis
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trust_send import heartbeat

DATABASE_WAIT_SECONDS = 2


@never_cache
@login_not_required
@transaction.non_atomic_requests  # else Django connects before the view is called, and a lost database is a 500
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Does this process answer? Restart it if not."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@login_not_required
@transaction.non_atomic_requests
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Can a person's request be served and a job be done? 503 names the part that cannot."""
    parts = {"database": database(), **queue_parts()}
    well = all(state == "ok" for state in parts.values())
    answer = JsonResponse({"status": "ok" if well else "unwell", **parts}, status=200 if well else 503)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # asked several times a second while all starts up
    return answer


class HealthMiddleware:
    """Answers the health pages before anybody looks for a session: that would ask the database who comes.

    A monitor may carry a cookie, and the page that says that PostgreSQL is lost must not be lost with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = {"/livez": livez, "/healthz": healthz}.get(request.path_info)
        return view(request) if view else self.get_response(request)


def database() -> str:
    """Does PostgreSQL let the web's role in? Asked on a connection of its own, to know within two seconds."""
    probe = connection.copy()
    options = {**probe.settings_dict["OPTIONS"], "connect_timeout": DATABASE_WAIT_SECONDS}
    options.pop("pool", None)
    probe.settings_dict["OPTIONS"] = options
    try:
        with probe.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "does not answer"
    else:
        return "ok"
    finally:
        probe.close()


def queue_parts() -> dict[str, str]:
    """Does Redis answer, and is somebody at work on every queue?"""
    try:
        with heartbeat.connect() as client:
            silent = heartbeat.silent_queues(client)
    except redis.RedisError:
        return {"redis": "does not answer", "worker": "unknown"}
    seconds = heartbeat.ALIVE_SECONDS
    return {"redis": "ok", "worker": f"silent for {seconds} s: {', '.join(silent)}" if silent else "ok"}
