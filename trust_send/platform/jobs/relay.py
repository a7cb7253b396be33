"""Hands what waits in the outbox to Celery, and again whatever nobody claimed, or a worker that died had claimed."""

from __future__ import annotations

from datetime import timedelta

import redis
from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from trust_send.platform.jobs import rules
from trust_send.platform.jobs.models import Outbox

BATCH = 100
GIVE_UP_SOON = {"max_retries": 1, "socket_connect_timeout": 2, "socket_timeout": 5}
"""Left alone, Celery waits for Redis for ever, and rows would stay locked as long."""
MARK = "trust_send:relay"
"""Lies in Redis while Redis remembers what it was given."""


def send_due() -> int:
    """Send every message whose time has come; how many were they?

    The rows stay locked until Celery has the messages: killed in between, they are sent twice, which a claim forgives.
    """
    with transaction.atomic():
        due = Outbox.objects.select_for_update(skip_locked=True).filter(send_at__lte=Now())
        rows = list(due.order_by("send_at")[:BATCH])
        if not rows:
            return 0
        # A fresh connection declares the queues anew: Redis may have forgotten them since the last time.
        with current_app.connection_for_write(transport_options=GIVE_UP_SOON) as broker:
            producer = current_app.amqp.Producer(broker)
            for row in rows:
                message = {"job_id": row.job_id, "trust_id": row.trust_id}
                current_app.send_task(row.task, kwargs=message, queue=row.queue, producer=producer, retry=False)
        for sent in {row.sent for row in rows}:
            Outbox.objects.filter(pk__in=[row.pk for row in rows if row.sent == sent]).update(
                sent=F("sent") + 1, send_at=Now() + timedelta(seconds=rules.seconds_to_reminder(sent))
            )
    return len(rows)


def send_all_again_if_forgotten(client: redis.Redis) -> bool:
    """Has Redis lost what it was given? Then everything that is not over is due at once."""
    if client.exists(MARK):
        return False
    with transaction.atomic():
        waiting = Outbox.objects.select_for_update(skip_locked=True).filter(sent__gt=0, send_at__gt=Now())
        Outbox.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(send_at=Now())
    client.set(MARK, "remembers")
    return True


def connect() -> redis.Redis:
    """A Redis connection that gives up soon."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=2)
