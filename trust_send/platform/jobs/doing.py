"""How is a job done? Claimed, worked at, finished; and whatever goes wrong on the way ends in words or another try."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from celery import current_app
from django.db import DatabaseError, InterfaceError, connection

from trust_send.platform.jobs import claims, kinds
from trust_send.platform.jobs.claims import FenceLost
from trust_send.platform.jobs.models import Job
from trust_send.platform.jobs.pulse import Pulse
from trust_send.platform.jobs.sight import alone_with
from trust_send.platform.jobs.work import Refused, Work

Body = Callable[[Work], None]
logger = logging.getLogger(__name__)


class Unfinished(RuntimeError):  # noqa: N818 - reads as a sentence where it is raised
    """A task returned without ``work.finish``: nobody could tell its effect from none."""


def do(body: Body, *, job_id: int, trust_id: int) -> bool:
    """Do one attempt at a job, unless it is over or a living worker has it. Did we bring it to its good end?"""
    taken = claims.take(job_id=job_id, trust_id=trust_id)
    if taken is None:
        logger.info("job %s is not ours to do", job_id)
        return False
    claim, job = taken
    pulse = Pulse(claim)
    work = Work(claim, job, pulse)
    with pulse.beating():
        try:
            _attempt(body, work)
        except FenceLost:
            logger.warning("job %s was taken over; what this worker had not committed is undone", job_id)
        except (DatabaseError, InterfaceError) as failure:
            # Not even the failure could be written: the lease runs out and another worker begins again.
            logger.error("job %s could not be ended: %s", job_id, type(failure).__name__)
            if not connection.in_atomic_block:
                connection.close()
    return work.is_over


def do_here(job: Job) -> Job:
    """Do a job in this process, as a worker would, and return its row as it is then: for commands and tests."""
    name = kinds.find(job.kind).task
    if name not in current_app.tasks:  # a process that is no worker has not looked for tasks yet
        current_app.loader.import_default_modules()
    do(current_app.tasks[name].run, job_id=job.pk, trust_id=job.trust_id)
    with alone_with(job_id=job.pk, trust_id=job.trust_id):
        return Job.objects.get(pk=job.pk)


def _attempt(body: Body, work: Work) -> None:
    try:
        body(work)
        if not work.is_over:
            raise Unfinished(work.kind)
    except FenceLost:
        raise
    except Refused as refused:
        claims.fail(work.claim, problem=str(refused))
    except Exception as error:
        if work.is_over:
            logger.error("job %s of kind %s is done, but its task went on and failed: %s", *_what(work, error))
            return
        logger.error("job %s of kind %s failed: %s", *_what(work, error))
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        claims.give_back(work.claim, attempts=work.attempt)


def _what(work: Work, error: Exception) -> tuple[int, str, str]:
    """Type and stack, never the message: a database's message repeats the values of the row."""
    stack = "".join(traceback.format_tb(error.__traceback__))
    return work.job_id, work.kind, f"{type(error).__module__}.{type(error).__qualname__}\n{stack}"
