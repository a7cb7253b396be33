"""When may a worker begin a job, and how long is waited before the next try? No clock, no rows: only decisions."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

MAX_ATTEMPTS = 5
GRACE_SECONDS = 2
"""How long after a lease has run out another worker is called."""
_FIRST_REMINDER_SECONDS = 30
_MOST_DOUBLINGS = 4
_LOOKS = ((4, 0.5), (20, 1.0))
"""Until which age of the work, in seconds, a page asks again after how many."""
_SELDOM_SECONDS = 2.0


class Verdict(Enum):
    """What a worker does with the job it was handed."""

    CLAIM = "claim"
    LEAVE = "leave"
    GIVE_UP = "give up"


def judge(*, is_over: bool, lease_until: datetime | None, attempts: int, now: datetime) -> Verdict:
    """May this job be begun now? A lease that still runs belongs to a worker that still lives."""
    if is_over or (lease_until is not None and lease_until > now):
        return Verdict.LEAVE
    return Verdict.GIVE_UP if attempts >= MAX_ATTEMPTS else Verdict.CLAIM


def seconds_to_next_try(attempts: int) -> int:
    """How long does a job rest after an error: 2, 4, 8, 16 seconds."""
    return int(2**attempts)


def seconds_to_reminder(sent: int) -> int:
    """When is a message that nobody has claimed sent again? Later each time: the queue may only be long."""
    return int(_FIRST_REMINDER_SECONDS * 2 ** min(sent, _MOST_DOUBLINGS))


def seconds_to_next_look(age_seconds: float) -> float:
    """When does the page of a job ask again? Soon while the work is young: most of it is over in a second or two."""
    return next((pause for until, pause in _LOOKS if age_seconds < until), _SELDOM_SECONDS)


def seconds_to_rescue(lease_seconds: int) -> int:
    """When is a job that was claimed now handed to another worker, unless its lease is renewed?"""
    return lease_seconds + GRACE_SECONDS
