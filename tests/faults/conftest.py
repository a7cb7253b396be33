"""The surroundings in which the fault tests kill processes: started once, on a copy of the test database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.faults.surroundings import Surroundings


@pytest.fixture(scope="module")
def place(
    django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest, tmp_path_factory: Any
) -> Iterator[Surroundings]:
    """Real PostgreSQL, Redis, relay, worker and somebody who asks; all but PostgreSQL are ours alone."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        assert name.startswith(settings.DATABASES["default"]["TEST"]["NAME"]), f"{name} is no test database"
        connection.close()  # a database is only copied when nobody is in it
    place = Surroundings(
        tmp_path_factory.mktemp("faults"),
        template=name,
        owner_url=os.environ["DATABASE_OWNER_URL"],
        app_url=os.environ["DATABASE_URL"],
        trust_id=request.config.cast.north.trust.pk,
    )
    try:
        place.start_desk()
        place.start_relay()
        place.start_worker()
        yield place
    finally:
        place.close()
