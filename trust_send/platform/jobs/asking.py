"""How is work asked for? By a row and a message that are written with the reason for them, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models.functions import Now

from trust_send.platform.jobs import kinds
from trust_send.platform.jobs.models import Job, Outbox, State


def ask(
    *,
    kind: str,
    key: str,
    parameters: Mapping[str, Any],
    school_id: int | None = None,
    by: int | None = None,
    again: bool = True,
    delay_seconds: int = 0,
) -> Job:
    """Ask for a piece of work once; asking for the same again returns the same row.

    ``by`` is the user on whose behalf it is done, with the reach they hold when it is done; without it the work sees
    the whole trust. One that has failed is begun anew when ``again``. ``delay_seconds`` keeps the relay from sending
    it at once, for whoever does it here and now.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("ask() belongs into the transaction of what it is asked for")
    known = kinds.find(kind)
    if by is not None and school_id is None:
        key = f"{key}:by-{by}"  # nobody else sees that row, so nobody else may be given it
    job, is_new = Job.objects.get_or_create(
        kind=kind, key=key, defaults={"parameters": dict(parameters), "school_id": school_id, "by_id": by}
    )
    if is_new or (again and _reset(job, parameters=parameters, by=by)):
        Outbox.objects.create(
            task=known.task,
            trust_id=job.trust_id,
            job_id=job.pk,
            queue=known.queue,
            send_at=Now() + timedelta(seconds=delay_seconds),
        )
    return job


def _reset(job: Job, *, parameters: Mapping[str, Any], by: int | None) -> bool:
    """Set a failed job back to its beginning; False when it has not failed."""
    failed = Job.objects.filter(pk=job.pk, state=State.FAILED)
    found = failed.update(
        state=State.WAITING,
        parameters=dict(parameters),
        by_id=by,
        attempts=0,
        token=None,
        lease_until=None,
        step="",
        done=0,
        total=0,
        result={},
        problem="",
        created_at=Now(),  # asked for now: its page says so, and asks again soon
        started_at=None,
        finished_at=None,
    )
    if found:
        job.refresh_from_db()
    return bool(found)
