"""Headers of every response: a request id, and no copy of a personal page anywhere."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from trust_send.logs import request_id

ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",  # links that were sent to somebody are not for those who search the web
}


class HeadersMiddleware:
    """Gives each request an id for the logs and keeps pages out of caches and other sites' frames."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if hasattr(request, "scope"):
            raise ImproperlyConfigured("Trust SEND runs under WSGI: its walls hold one transaction a request.")
        request.id = uuid.uuid4()  # type: ignore[attr-defined]
        token = request_id.set(str(request.id))  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = str(request.id)  # type: ignore[attr-defined]
        for name, value in ALWAYS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", "no-store")
        return response
