"""Every response carries its headers: pages, redirects, refusals, errors, static files."""

from __future__ import annotations

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

POLICY = {
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "form-action 'self'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect", "manifest", "worker")),
}


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("test-only/fail/", fail), path("", include("trust_send.urls"))]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]

PAGES = [
    ("/account/login/", 200),
    ("/", 302),
    ("/nothing/", 404),
    ("/test-only/fail/", 500),
    ("/static/img/mark.svg", 200),
    ("/livez", 200),
    ("/help/", 200),
    ("/with/x/", 410),
]


@pytest.mark.parametrize(("address", "status"), PAGES)
def test_every_answer_has_the_headers(address, status):
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["X-Request-ID"]
    assert "charset=utf-8" in answer.get("Content-Type", "charset=utf-8") or answer["Content-Type"].startswith(
        ("text/plain", "image/")
    )
    b"".join(answer)  # a static file is open until it is read


def test_refusals_have_them_too(signed_in, north):
    answer = signed_in(north.helen).get("/register/")
    assert answer.status_code == 403 and set(answer["Content-Security-Policy"].split("; ")) == POLICY
    forged = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
    assert forged.status_code == 403 and set(forged["Content-Security-Policy"].split("; ")) == POLICY
    strange = Client(headers={"host": "evil.example"}).get("/help/")
    assert strange.status_code == 400 and set(strange["Content-Security-Policy"].split("; ")) == POLICY


def test_personal_pages_are_kept_nowhere(signed_in, north):
    for address in ("/today/", "/desk/", "/"):
        assert "no-store" in signed_in(north.asha).get(address)["Cache-Control"]


def test_under_tls_nothing_goes_without_it(settings, north):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    plain = Client().get("/help/")
    assert plain.status_code == 301 and "Content-Security-Policy" in plain
    assert Client().get("/livez").status_code == 200, "the machine itself asks without TLS"
    for address in ("/help/", "/nothing/", "/static/img/mark.svg"):
        answer = Client().get(address, secure=True)
        assert answer["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
        b"".join(answer)  # a static file is open until it is read
    visitor = Client()
    page = visitor.get("/account/login/", secure=True)
    given = {"login": north.asha.email, "password": "a long password for tests"}
    visitor.post("/account/login/", given, secure=True, headers={"referer": "https://testserver/account/login/"})
    assert page.cookies.keys() == {"__Host-csrf"} and "__Host-session" in visitor.cookies
    for cookie in visitor.cookies.values():
        assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
        assert not cookie["domain"]
