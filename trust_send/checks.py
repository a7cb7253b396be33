"""Refusals to start: a process that could pass the walls, or a demo that strangers can reach.

``manage.py check --database default`` runs them all; web and workers run them before their first request or job.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

WALLS = "walls"

OUTSIDE_THE_WALLS = {
    "schools_trust": "must be found before the wall stands",
    "schools_user": "people sign in before their trust is known",
    "schools_membership": "which trusts a login may choose: needed before the wall stands",
    "walls_capability": "a link is found before its trust is known; holds no name",
    "jobs_outbox": "the relay serves every trust; ids only",
}
"""Our tables without a wall, each with its reason. Nothing here names a child."""

REACH = "trust_send.platform.walls.middleware.ReachMiddleware"
LOGIN = "django.contrib.auth.middleware.LoginRequiredMiddleware"
CACHES_PAGES = ("UpdateCacheMiddleware", "FetchFromCacheMiddleware")


def ours() -> Iterator[type[Model]]:
    """Every model of our own apps, history and automatic ones included."""
    for config in apps.get_app_configs():
        if config.name.split(".")[0] in ("trust_send", "schools", "pupils", "reporting", "provision", "reviews"):
            yield from config.get_models(include_auto_created=True)


@register(WALLS)
def a_demo_serves_this_machine_only(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """Demo mode signs anybody in with one click."""
    if settings.DEMO and not is_loopback(settings.BIND):
        hint = "Bind to 127.0.0.1, or set DEMO=0."
        return [Error(f"Demo mode serves this machine only, not {settings.BIND}.", hint=hint, id="trust_send.E001")]
    return []


@register(WALLS)
def shortcuts_are_for_demo_and_tests(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """A real installation asks staff for a second factor and hashes passwords slowly."""
    found: list[CheckMessage] = []
    if settings.DEMO or settings.AS_OWNER:  # the owner migrates and tests; it serves nobody
        return found
    if not settings.MFA_REQUIRED:
        found.append(
            Error("Staff must have a second factor: MFA_REQUIRED=0 is for demo and tests.", id="trust_send.E002")
        )
    if "MD5" in settings.PASSWORD_HASHERS[0]:
        found.append(Error("Passwords are hashed too fast: FAST_PASSWORDS is for tests.", id="trust_send.E003"))
    return found


@register(WALLS)
def requests_run_inside_the_walls(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """One transaction a request, told whose it is, with nothing around it that keeps pages or eats errors."""
    return [Error(words, id=f"trust_send.E{number:03}") for number, words in enumerate(_loose(settings.MIDDLEWARE), 10)]


def _loose(middleware: Sequence[str]) -> Iterator[str]:
    """What is wrong with the order of things around a request?"""
    if not settings.DATABASES["default"].get("ATOMIC_REQUESTS"):
        yield "ATOMIC_REQUESTS is off: a view that fails would leave half of its changes."
    if getattr(settings, "ASGI_APPLICATION", None):
        yield "ASGI_APPLICATION is set: the walls hold one transaction a request, which ASGI cannot."
    if settings.SESSION_ENGINE != "schools.signed_in":
        yield "Sessions must live in the database: no names in a cache."
    for name in middleware:
        if name.rpartition(".")[2] in CACHES_PAGES:
            yield f"{name} would show one person's page to another."
    if REACH not in middleware or LOGIN not in middleware:
        yield f"{REACH} and {LOGIN} must both be there."
        return
    if middleware.index(REACH) < middleware.index(LOGIN):
        yield f"{REACH} must come after {LOGIN}."
    for name in middleware[middleware.index(REACH) + 1 :]:
        # Asked of the middleware as it runs: some are functions that return it.
        if hasattr(import_string(name)(_nothing), "process_exception"):
            yield f"{name} has process_exception and must stand outside {REACH}: an error has to reach it first."


def _nothing(request: HttpRequest) -> HttpResponse:
    """Stand for the rest of the chain while a middleware is looked at."""
    return HttpResponse()


@register(WALLS)
def every_table_has_its_trust(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """A model of ours carries its trust, or is on the list with a reason."""
    return [
        Error(
            f"{model._meta.label} has no trust and is not on the list of tables outside the walls.",
            id="trust_send.E020",
        )
        for model in ours()
        if not _has_trust(model) and model._meta.db_table not in OUTSIDE_THE_WALLS
    ]


def _has_trust(model: type[Model]) -> bool:
    try:
        return model._meta.get_field("trust").related_model is apps.get_model("schools", "Trust")
    except FieldDoesNotExist:
        return False


@register(WALLS, Tags.database)
def the_role_cannot_pass(app_configs: Any, databases: Sequence[str] | None = None, **more: Any) -> list[CheckMessage]:
    """The database's own word on who we are, and on whether each of our tables is walled."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolname, rolsuper, rolbypassrls,"
                " EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p'))"
                " FROM pg_roles WHERE rolname = current_user"
            )
            role, is_super, bypasses, owns = cursor.fetchone()
            cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relforcerowsecurity")
            open_tables = {name for (name,) in cursor.fetchall()}
        if is_super or bypasses:
            found.append(
                Error(f"The database role {role} passes the walls. Connect as send_app.", id="trust_send.E030")
            )
        if owns and not settings.AS_OWNER:
            found.append(Error(f"The database role {role} owns tables. Connect as send_app.", id="trust_send.E031"))
        unwalled = ({model._meta.db_table for model in ours()} & open_tables) - OUTSIDE_THE_WALLS.keys()
        found.extend(Error(f"{table} has no wall in the database.", id="trust_send.E032") for table in sorted(unwalled))
    return found


def is_loopback(address: str) -> bool:
    """Can only this machine reach an address such as 127.0.0.1:8000, or a socket in a folder?"""
    if address.startswith(("unix:", "/")):
        return True
    host = address.rpartition(":")[0].strip("[]")
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_to_start_outside_the_walls(run: Callable[..., list[CheckMessage]] = run_checks) -> None:
    """Stop a web or worker process that could show anything to anybody. Closes the connection it asked on."""
    if settings.AS_OWNER:
        raise ImproperlyConfigured("The owner of the tables serves nobody: start without AS_OWNER.")
    try:
        wrong = [message for message in run(tags=[WALLS], databases=["default"]) if message.is_serious()]
    finally:
        connections.close_all()  # a connection must not be shared by the processes that are forked from this one
    if wrong:
        raise ImproperlyConfigured("\n".join(str(message) for message in wrong))
