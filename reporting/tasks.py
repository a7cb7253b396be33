"""What reporting does in the background."""

from __future__ import annotations

from datetime import date

from celery import shared_task
from django.utils import timezone

from reporting.services import counting
from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Work


@shared_task(base=TrustTask, name="reporting.tasks.count_figures")
def count_figures(work: Work) -> None:
    """Count one school, or every school of the trust, into figures."""
    today = timezone.localdate()
    on = date.fromisoformat(work.parameters["on"]) if "on" in work.parameters else today
    with work.reach() as acting:
        school_ids = acting.reach.school_ids if work.school_id is None else {work.school_id}
        made = counting.count(school_ids=school_ids, on=on, today=today)
        work.finish({"figures": made})
