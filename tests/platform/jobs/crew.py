"""Kinds of job for tests: the effect of each is a row that anyone can count."""

from __future__ import annotations

from uuid import uuid4

from celery import shared_task

from schools.models import Hub
from trust_send.platform.jobs import kinds
from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Refused, Work

kinds.register("test-hub", task="tests.make_hub", label="Making a hub", lease_seconds=3)


def build_hub(job_id: int) -> None:
    """Leave one more trace of this job; nothing but the fence keeps it from being two."""
    Hub.objects.create(name=f"job {job_id} {uuid4()}")


@shared_task(base=TrustTask, name="tests.make_hub")
def make_hub(work: Work) -> None:
    """Make one hub, named after the job, unless the parameters say that something goes wrong."""
    wrong = work.parameters.get("wrong")
    work.progress(1, 4, "Looking at the map")
    if wrong == "refused":
        raise Refused("There is no coast here. Choose another place.")
    if wrong == "unexpected":
        name = "Noah " + "Hartley"
        raise ZeroDivisionError(name)
    with work.reach() as acting:
        if verb := work.parameters.get("verb"):
            acting.insist(verb, school_id=work.school_id)
        build_hub(work.job_id)
        if wrong == "half":
            raise ZeroDivisionError
        if wrong != "unfinished":
            work.finish(
                {"url_name": "job", "args": [work.job_id], "link": "Look at the hub", "words": "The hub is there"}
            )
    if wrong == "afterwards":
        raise ZeroDivisionError
