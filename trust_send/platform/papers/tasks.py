"""What is done with stored documents by night."""

from __future__ import annotations

from celery import shared_task

from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Work
from trust_send.platform.papers import store


@shared_task(base=TrustTask, name="papers.sweep")
def sweep(work: Work) -> None:
    """Remove the files that killed attempts left behind."""
    removed = store.sweep(trust_id=work.trust_id)
    with work.reach():
        work.finish({"removed": removed})
