"""A worker's pulse: renews the lease of a job and writes its progress, on a thread and a connection of its own.

So progress is seen while the work's own transaction is still open, and a long computation keeps its lease.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, connection

from trust_send.platform.jobs import claims
from trust_send.platform.jobs.claims import Claim, FenceLost

AT_MOST_EVERY_SECONDS = 0.5
logger = logging.getLogger(__name__)


class Pulse:
    """Beats while a job is being done."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim
        self._said = (0, 0, "")
        self._written = self._said
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self.is_lost = False
        """Has another worker taken the job? Then nothing we do counts any more."""

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Renew the lease every third of it, until the block ends."""
        if connection.in_atomic_block:
            # Whoever does a job inside a transaction of theirs is the only one who can see it.
            yield
            return
        self._thread = threading.Thread(target=self._run, name=f"pulse of job {self._claim.job_id}", daemon=True)
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._wake.set()
            self._thread.join(timeout=10)

    def tell(self, done: int, total: int, step: str) -> None:
        """Take note of how far the work is; it is written within half a second."""
        self._said = (max(done, 0), max(total, 0), step[:80])
        if self._thread is None:
            self._beat()
        else:
            self._wake.set()

    def _run(self) -> None:
        every = self._claim.lease_seconds / 3
        due = time.monotonic() + every
        try:
            while not self._stop.is_set():
                self._wake.wait(timeout=max(0.0, due - time.monotonic()))
                self._wake.clear()
                if self._stop.is_set() or (self._said == self._written and time.monotonic() < due):
                    continue
                try:
                    self._beat()
                    due = time.monotonic() + every
                except FenceLost:
                    self.is_lost = True
                    return
                except (DatabaseError, InterfaceError) as failure:
                    # The database restarts: the lease has time for several more tries.
                    logger.warning("pulse of job %s missed a beat: %s", self._claim.job_id, type(failure).__name__)
                    connection.close()
                    due = time.monotonic() + 1
                self._stop.wait(AT_MOST_EVERY_SECONDS)
        finally:
            connection.close()

    def _beat(self) -> None:
        done, total, step = said = self._said
        claims.renew(self._claim, done=done, total=total, step=step)
        self._written = said
