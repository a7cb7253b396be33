"""The base of every task that does a job: ``@shared_task(base=TrustTask, name=…) def make(work: Work) -> None``."""

from __future__ import annotations

import logging
from time import monotonic
from typing import Any

from celery import Task

from trust_send.platform.jobs.doing import do

logger = logging.getLogger(__name__)


class TrustTask(Task):
    """Takes the ids of a job and its trust, and nothing else, from the message; there is no ambient trust."""

    abstract = True
    typing = False  # the message carries ids, the function takes the Work that is claimed with them
    acks_late = True
    reject_on_worker_lost = True
    ignore_result = True

    def __call__(self, *args: Any, job_id: int, trust_id: int) -> None:
        """Claim the job, run the function on it, and see it to an end."""
        if args:
            raise TypeError("a job's task takes job_id and trust_id by name")
        began = monotonic()
        if do(self.run, job_id=job_id, trust_id=trust_id):
            logger.info("job %s is done by %s in %.1f s", job_id, self.name, monotonic() - began)
