"""A process that could pass the walls does not start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import ConnectionHandler

from tests.conftest import as_role
from tests.walls.catalogue import NOT_WALLED, our_tables
from trust_send import checks

ROOT = Path(__file__).parents[2]


def ids(messages: list[CheckMessage]) -> set[str]:
    return {message.id for message in messages}


def test_as_it_stands_nothing_is_wrong(db):
    for check in (
        checks.a_demo_serves_this_machine_only,
        checks.shortcuts_are_for_demo_and_tests,
        checks.requests_run_inside_the_walls,
        checks.every_table_has_its_trust,
    ):
        assert check(None) == []
    assert checks.the_role_cannot_pass(None, databases=["default"]) == []


@pytest.mark.parametrize(
    ("address", "only_here"),
    [
        ("127.0.0.1:8000", True),
        ("localhost:1", True),
        ("[::1]:8000", True),
        ("unix:/run/send.sock", True),
        ("0.0.0.0:8000", False),
        ("192.0.2.1:80", False),
        ("send.example.org:80", False),
        (":8000", False),
        ("", False),
    ],
)
def test_a_demo_binds_to_this_machine(settings, address, only_here):
    settings.DEMO, settings.BIND = True, address
    assert (checks.a_demo_serves_this_machine_only(None) == []) == only_here
    settings.DEMO = False
    assert checks.a_demo_serves_this_machine_only(None) == []


def test_a_real_installation_takes_no_shortcut(settings):
    settings.DEMO, settings.AS_OWNER, settings.MFA_REQUIRED = False, False, False
    assert ids(checks.shortcuts_are_for_demo_and_tests(None)) == {"trust_send.E002", "trust_send.E003"}
    settings.MFA_REQUIRED, settings.PASSWORD_HASHERS = True, settings.PASSWORD_HASHERS[1:]
    assert checks.shortcuts_are_for_demo_and_tests(None) == []


def broken(settings, middleware: list[str]) -> str:
    settings.MIDDLEWARE = middleware
    return " ".join(str(message.msg) for message in checks.requests_run_inside_the_walls(None))


def test_the_order_around_a_request(settings):
    good = list(settings.MIDDLEWARE)
    assert "must both be there" in broken(settings, [name for name in good if name != checks.REACH])
    assert "must come after" in broken(settings, [checks.REACH, *(name for name in good if name != checks.REACH)])
    late = "allauth.account.middleware.AccountMiddleware"
    assert "has process_exception" in broken(settings, [*(name for name in good if name != late), late])
    assert "to another" in broken(settings, ["django.middleware.cache.FetchFromCacheMiddleware", *good])


def test_transactions_sessions_and_asgi(settings, monkeypatch):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    settings.ASGI_APPLICATION = "trust_send.asgi.application"
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", False)
    words = broken(settings, list(settings.MIDDLEWARE))
    assert "no names in a cache" in words and "ASGI" in words and "ATOMIC_REQUESTS is off" in words


def test_under_asgi_every_request_fails(rf):
    from trust_send.headers import HeadersMiddleware

    request = rf.get("/")
    request.scope = {"type": "http"}
    with pytest.raises(ImproperlyConfigured, match="WSGI"):
        HeadersMiddleware(lambda request: None)(request)


def test_the_list_of_tables_outside_is_the_tests_list():
    assert checks.OUTSIDE_THE_WALLS.keys() == NOT_WALLED.keys()
    assert {model._meta.db_table for model in checks.ours()} == our_tables()


def test_a_table_without_a_wall_is_found(monkeypatch):
    monkeypatch.setattr(checks, "OUTSIDE_THE_WALLS", {})
    found = checks.every_table_has_its_trust(None)
    assert {message.msg.split()[0] for message in found} >= {"schools.User", "schools.Trust", "jobs.Outbox"}


def test_a_wall_taken_down_in_the_database_is_found(db):
    with as_role("send_owner"), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE pupils_pupil NO FORCE ROW LEVEL SECURITY")
    (found,) = checks.the_role_cannot_pass(None, databases=["default"])
    assert "pupils_pupil" in found.msg


def test_a_role_that_passes_the_walls_is_refused(db):
    with as_role("send_system"):
        assert ids(checks.the_role_cannot_pass(None, databases=["default"])) == {"trust_send.E030"}


def test_the_owner_migrates_and_serves_nobody(db, settings):
    with as_role("send_owner"):
        assert checks.the_role_cannot_pass(None, databases=["default"]) == []
        settings.AS_OWNER = False
        assert ids(checks.the_role_cannot_pass(None, databases=["default"])) == {"trust_send.E031"}


def test_the_guard_of_web_and_workers(settings, monkeypatch):
    monkeypatch.setattr(checks, "connections", ConnectionHandler())  # it closes them all: not those of the tests
    with pytest.raises(ImproperlyConfigured, match="owner"):
        checks.refuse_to_start_outside_the_walls()
    settings.AS_OWNER = False
    with pytest.raises(ImproperlyConfigured, match="a hole"):
        checks.refuse_to_start_outside_the_walls(lambda **asked: [Error("There is a hole.")])
    checks.refuse_to_start_outside_the_walls(lambda **asked: [])


@pytest.mark.slow
@pytest.mark.parametrize("module", ["trust_send.wsgi"])
def test_the_web_does_not_start_as_the_owner(module):
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"import {module}"],
        cwd=ROOT, env={**os.environ, "AS_OWNER": "1"}, capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode != 0 and "serves nobody" in ran.stderr
