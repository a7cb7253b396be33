"""A worker's sign of life: a key in Redis for each queue it takes work from, gone by itself after 30 seconds."""

import logging
from typing import TYPE_CHECKING, Any

import redis
from celery import bootsteps
from django.conf import settings

if TYPE_CHECKING:
    from celery.worker.consumer import Consumer

EVERY_SECONDS = 10
ALIVE_SECONDS = 30
# Every queue needs somebody who takes from it; one worker may take from several.
QUEUES = ("default", "documents")

logger = logging.getLogger(__name__)


def connect() -> redis.Redis:
    """A Redis connection that gives up soon: both worker loop and health page must not hang on it."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def key(queue: str) -> str:
    """The name under which a queue's workers sign."""
    return f"trust_send:worker:{queue}"


def silent_queues(connection: redis.Redis) -> list[str]:
    """Which queues has nobody taken work from in the last 30 seconds?"""
    signs = connection.mget([key(queue) for queue in QUEUES])
    return [queue for queue, sign in zip(QUEUES, signs, strict=True) if sign is None]


def forget(connection: redis.Redis) -> None:
    """Drop the signs of workers that were ended without a chance to do so."""
    connection.delete(*(key(queue) for queue in QUEUES))


class Heartbeat(bootsteps.StartStopStep):
    """Sign while the consumer runs.

    A step of the consumer, not a task: a task would wait behind long jobs and call a busy worker dead, and a
    thread would go on signing while the consumer hangs or has lost its queue. This timer runs in the very loop
    that fetches the messages, and starts only after the queues are open.
    """

    requires = {"celery.worker.consumer.tasks:Tasks"}  # noqa: RUF012  # celery reads the class attribute

    def __init__(self, parent: "Consumer", **options: Any) -> None:
        super().__init__(parent, **options)
        self.timer: Any = None
        self.redis = connect()

    def start(self, parent: "Consumer") -> None:
        """The queues are open: sign now and every ten seconds."""
        self.sign(parent)
        self.timer = parent.timer.call_repeatedly(EVERY_SECONDS, self.sign, (parent,))

    def stop(self, parent: "Consumer") -> None:
        """The connection is lost or the worker ends."""
        if self.timer:
            self.timer.cancel()
            self.timer = None

    def sign(self, parent: "Consumer") -> None:
        """Say for each queue that somebody takes from it."""
        try:
            with self.redis.pipeline(transaction=False) as pipe:
                for queue in parent.task_consumer.queues:
                    pipe.set(key(queue.name), parent.hostname, ex=ALIVE_SECONDS)
                pipe.execute()
        except redis.RedisError as failure:  # the consumer notices the loss itself and reconnects
            logger.warning("heartbeat not written: %s", type(failure).__name__)
