"""What this app does in the background."""

from __future__ import annotations

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from schools.services import kept
from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Work


@shared_task(base=TrustTask, name="schools.forget")
def forget(work: Work) -> None:
    """Delete kept forms that a day has passed over, and sessions that have ended. Safe to run twice."""
    forgotten = kept.forget_old(trust_id=work.trust_id, now=timezone.now())
    SessionStore.clear_expired()
    with work.reach():
        work.finish({"forms": forgotten})
