"""Fixtures everyone uses: the role of the application, and the cast of two trusts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings

if TYPE_CHECKING:
    from schools.models import User
    from tests.cast import Cast
    from tests.walls.furniture import World


def become_role(name: str | None) -> None:
    """Be another database role on this connection; ``None`` is who connected, the owner."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}" if name else "RESET ROLE")


@contextmanager
def as_role(name: str) -> Iterator[None]:
    """Be another database role for a block, then the application again."""
    become_role(name)
    try:
        yield
    finally:
        become_role("send_app")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """One database for each xdist worker, named after ours."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest) -> None:
    """Refuse to prove anything as a role that passes the walls; then let the cast move in, once."""
    from tests.cast import Cast

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,), "tests must not run as a role that bypasses row-level security"
        assert connection.settings_dict["NAME"].startswith("test_"), "the cast moves into test databases only"
        become_role("send_app")
        try:
            request.config.cast = Cast.gathered()
        finally:
            become_role(None)


@pytest.fixture(autouse=True)
def app_role(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test that touches the database does so as the application, never as the owner."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    become_role("send_app")
    yield
    if not connection.in_atomic_block:
        become_role(None)


@pytest.fixture
def cast(db: None, request: pytest.FixtureRequest) -> Cast:
    """Two trusts and everyone in them. Nothing may be changed on these objects: fetch your own."""
    return request.config.cast


@pytest.fixture
def north(cast: Cast) -> Any:
    """The trust most tests speak of."""
    return cast.north


@pytest.fixture
def south(cast: Cast) -> Any:
    """The other trust: every word of it carries ZZSOUTH."""
    return cast.south


@pytest.fixture(scope="module")
def furnished_world(
    django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest, tmp_path_factory: Any
) -> Iterator[World]:
    """A row of every house in every table, once for a file of tests: the transaction of each test lies within."""
    from tests.walls.furniture import furnished

    folder = str(tmp_path_factory.mktemp("furniture"))
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        become_role("send_app")
        world = furnished(request.config.cast)
        connection.check_constraints()  # now, and not again with every test
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """A browser in which this person is signed in and works in this trust."""

    def enter(person: User, trust: Any = None) -> Client:
        from schools.idle import BEGAN, SEEN
        from schools.services import desks

        client = Client()
        client.force_login(person)
        session = client.session
        session["trust_id"] = trust.pk if trust else desks.first_trust_id(person)
        session[BEGAN] = session[SEEN] = int(time.time())  # as the first page notes it
        session.save()
        return client

    return enter
