"""manage.py relay: the process that hands jobs to the workers."""

import logging
import signal
import threading
from typing import Any

import redis
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, connection
from kombu.exceptions import KombuError

from trust_send.platform.jobs import relay

PAUSE_SECONDS = 0.25
PAUSE_AFTER_FAILURE_SECONDS = 1.0
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Hands jobs from the outbox to the workers until it is told to stop."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        client = relay.connect()
        while not stop.is_set():
            pause = self._turn(client)
            if options["once"]:
                break
            stop.wait(pause)
        connection.close()

    def _turn(self, client: redis.Redis) -> float:
        """One look at the outbox; how long may we rest? A restart of PostgreSQL or Redis only makes us wait."""
        try:
            if relay.send_all_again_if_forgotten(client):
                logger.warning("Redis holds no mark of ours: everything that is not over is sent again")
            sent = relay.send_due()
        except (DatabaseError, InterfaceError, redis.RedisError, KombuError, OSError) as failure:
            logger.warning("nothing could be sent: %s", type(failure).__name__)
            connection.close()
            return PAUSE_AFTER_FAILURE_SECONDS
        return 0 if sent == relay.BATCH else PAUSE_SECONDS
