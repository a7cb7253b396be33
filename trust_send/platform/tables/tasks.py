"""What is done with brought tables by night."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Work
from trust_send.platform.tables import disposal

logger = logging.getLogger(__name__)


@shared_task(base=TrustTask, name="tables.dispose")
def dispose(work: Work) -> None:
    """Empty the imports whose time is over, and remove files that no import knows. Safe to run twice."""
    with work.reach() as acting:
        school_ids, known = acting.reach.school_ids, disposal.known_files()
    strays = disposal.remove_strays(school_ids=school_ids, known=known, now=timezone.now())
    with work.reach():
        gone = disposal.dispose(today=timezone.localdate())
        work.finish({"tables": gone.tables, "rows": gone.rows, "thrown_away": gone.thrown_away, "strays": strays})
    logger.info(
        "trust %s: %s imports emptied of %s rows, %s of them never brought in; %s stray files removed",
        work.trust_id, gone.tables, gone.rows, gone.thrown_away, strays,
    )  # fmt: skip
