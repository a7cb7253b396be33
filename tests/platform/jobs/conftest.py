"""Asking for a job of the crew, as somebody of the North."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schools.models import Hub
from tests.platform.jobs import crew  # noqa: F401 (registers its kinds)
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.models import Job
from trust_send.platform.walls.sources import acting_for, whole_trust


@pytest.fixture
def asked(north) -> Callable[..., Job]:
    """Ask for a hub: in the name of the whole trust, or of a person at school One."""

    def asked_for(person=None, key="a", **parameters) -> Job:
        if person is None:
            with whole_trust(north.trust.pk):
                return ask(kind="test-hub", key=key, parameters=parameters)
        with acting_for(person.pk, north.trust.pk):
            return ask(kind="test-hub", key=key, parameters=parameters, by=person.pk, school_id=north.one.school.pk)

    return asked_for


@pytest.fixture
def hubs(north) -> Callable[[Job], int]:
    """How many hubs did this job make?"""

    def made_by(job: Job) -> int:
        with whole_trust(north.trust.pk):
            return Hub.objects.filter(name__startswith=f"job {job.pk} ").count()

    return made_by
