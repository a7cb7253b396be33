"""What beat sends by itself; it only asks for jobs, which are then done as all others are."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from trust_send.platform.jobs import nightly


@shared_task(name="jobs.enqueue_for_each_trust")
def enqueue_for_each_trust() -> None:
    """Ask for the nightly work of every trust, once a day each."""
    nightly.ask_for_each_trust(timezone.localdate())
