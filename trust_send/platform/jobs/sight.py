"""How a worker sees the one row of the job it was handed, and no other job for that reason."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from trust_send.platform.walls.reach import Reach, acting_with

_TELL = "SELECT set_config('app.job_id', %s, true)"
_ASK = "SELECT current_setting('app.job_id', true)"


@contextmanager
def at_job(job_id: int) -> Iterator[None]:
    """Let the transaction we are in see this job's row, whoever asked for it."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        before = cursor.fetchone()[0] or ""
        cursor.execute(_TELL, [str(job_id)])
    yield
    # COMMIT forgets for us and a rollback restores; only a block inside another one has to tidy up.
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [before])


@contextmanager
def alone_with(*, job_id: int, trust_id: int) -> Iterator[None]:
    """Run a block, in one transaction, that sees this job's row and nothing of any school."""
    with acting_with(Reach(trust_id=trust_id)), at_job(job_id):
        yield
