"""The short statements by which a worker takes a job, keeps it, and ends it. Every one asks for the fence.

Leases are reckoned by the database's clock: workers on several machines need not agree on the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from django.db.models.functions import Coalesce, Now

from trust_send.platform.jobs import kinds, rules
from trust_send.platform.jobs.models import Job, Outbox, State
from trust_send.platform.jobs.sight import alone_with

GIVEN_UP = (
    "This did not work, although it was tried several times. The reason lies with Trust SEND, not with you,"
    " and nothing was changed. Ask for it again later; if it fails again, tell whoever looks after Trust SEND."
)


class FenceLost(Exception):  # noqa: N818 - says what happened, which is no error of ours
    """Another worker has this job now, or it is over: whatever is not committed must not be."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job and the proof that it is ours."""

    job_id: int
    trust_id: int
    token: UUID
    lease_seconds: int


def take(*, job_id: int, trust_id: int) -> tuple[Claim, Job] | None:
    """Take a job, unless it is over or a living worker has it."""
    with alone_with(job_id=job_id, trust_id=trust_id):
        # A locked row is being renewed, finished or claimed at this moment: not ours. The relay will ask again.
        rows = Job.objects.select_for_update(skip_locked=True, of=("self",))
        job = rows.filter(pk=job_id).annotate(now=Now()).first()
        if job is None:
            return None
        match rules.judge(is_over=job.is_over, lease_until=job.lease_until, attempts=job.attempts, now=job.now):
            case rules.Verdict.LEAVE:
                return None
            case rules.Verdict.GIVE_UP:
                _end(Job.objects.filter(pk=job_id), job_id, state=State.FAILED, problem=GIVEN_UP, token=None)
                return None
        claim = Claim(job_id, trust_id, uuid4(), kinds.find(job.kind).lease_seconds)
        job.attempts += 1
        Job.objects.filter(pk=job_id).update(
            state=State.RUNNING,
            token=claim.token,
            lease_until=Now() + timedelta(seconds=claim.lease_seconds),
            attempts=job.attempts,
            started_at=Coalesce("started_at", Now()),
            step="",
            done=0,
            total=0,
        )
        _call_for_help_later(claim)
        return claim, job


def renew(claim: Claim, *, done: int, total: int, step: str) -> None:
    """Say that we are alive and how far we have come."""
    with alone_with(job_id=claim.job_id, trust_id=claim.trust_id):
        _insist(
            _mine(claim).update(
                lease_until=Now() + timedelta(seconds=claim.lease_seconds), done=done, total=total, step=step
            )
        )
        _call_for_help_later(claim)


def hold(claim: Claim) -> None:
    """Keep others from taking the job until our transaction has ended; must run inside ``at_job``."""
    # FOR UPDATE as in take(), which skips locked rows: a claim in this moment is refused instead of waiting.
    _insist(len(_mine(claim).select_for_update(of=("self",)).values_list("pk")))


def finish(claim: Claim, *, result: Mapping[str, Any]) -> None:
    """End it well, in the transaction of its effect; must run inside ``at_job``."""
    _insist(_end(_mine(claim), claim.job_id, state=State.DONE, result=dict(result), done=F("total")))


def fail(claim: Claim, *, problem: str) -> None:
    """End it with a sentence that says why and what to do."""
    with alone_with(job_id=claim.job_id, trust_id=claim.trust_id):
        _insist(_end(_mine(claim), claim.job_id, state=State.FAILED, problem=problem[:500], token=None))


def give_back(claim: Claim, *, attempts: int) -> None:
    """Leave it for another try after an error, or give up after the last."""
    if attempts >= rules.MAX_ATTEMPTS:
        fail(claim, problem=GIVEN_UP)
        return
    with alone_with(job_id=claim.job_id, trust_id=claim.trust_id):
        _insist(_mine(claim).update(state=State.WAITING, token=None, lease_until=None, step="", done=0, total=0))
        rest = timedelta(seconds=rules.seconds_to_next_try(attempts))
        Outbox.objects.filter(job_id=claim.job_id).update(send_at=Now() + rest)


def _mine(claim: Claim) -> Any:
    return Job.objects.filter(pk=claim.job_id, token=claim.token, state=State.RUNNING)


def _end(rows: Any, job_id: int, **how: Any) -> int:
    ended = rows.update(finished_at=Now(), lease_until=None, step="", **how)
    if ended:
        Outbox.objects.filter(job_id=job_id).delete()
    return int(ended)


def _call_for_help_later(claim: Claim) -> None:
    later = timedelta(seconds=rules.seconds_to_rescue(claim.lease_seconds))
    Outbox.objects.filter(job_id=claim.job_id).update(send_at=Now() + later, sent=0)


def _insist(found: int) -> None:
    if not found:
        raise FenceLost
