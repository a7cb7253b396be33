"""Slow jobs for the workers of the fault tests (``celery worker --include tests.faults.crew``)."""

from __future__ import annotations

import time
from datetime import date
from uuid import uuid4

from celery import shared_task

from schools.models import Hub
from trust_send.platform.jobs import kinds
from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Work
from trust_send.platform.papers import store

LEASE_SECONDS = 2
HUBS = 3
DAY = date(2026, 11, 22)

kinds.register("fault-hubs", task="faults.make_hubs", label="Making hubs", lease_seconds=LEASE_SECONDS)
kinds.register(
    "fault-paper", task="faults.make_paper", label="Making a paper", lease_seconds=LEASE_SECONDS, queue="documents"
)


@shared_task(base=TrustTask, name="faults.make_hubs")
def make_hubs(work: Work) -> None:
    """As an import does: compute for longer than a lease, then write several rows and the end in one transaction."""
    seconds = work.parameters.get("seconds", 0.5)
    work.progress(0, HUBS, "Reading")
    time.sleep(seconds)
    with work.reach():
        for number in range(HUBS):
            Hub.objects.create(name=f"job {work.job_id} {uuid4()}")
            work.progress(number + 1, HUBS, "Writing")
            time.sleep(seconds / HUBS)
        work.finish()


@shared_task(base=TrustTask, name="faults.make_paper")
def make_paper(work: Work) -> None:
    """As a document does: make it, store the file, and be killed before there is a row for it."""
    durable = store._make_durable

    def on_a_slow_disk(*args: object) -> None:
        durable(*args)
        time.sleep(work.parameters.get("seconds", 0.5))

    store._make_durable = on_a_slow_disk
    store.keep(
        work=work,
        kind="fault-paper",
        title="A paper",
        school_id=None,
        as_known_on=DAY,
        holds_children=False,
        content=b"%PDF-1.7 made slowly",
        pages=1,
    )
