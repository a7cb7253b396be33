"""How far are several pieces of work that one press of a button asked for? Their numbers stand in the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from schools.requests import StaffRequest
from trust_send.platform.jobs.models import Job, State

WRITTEN = re.compile(r"([1-9]\d{0,17})-([1-9]\d{0,17})")


@dataclass(frozen=True, slots=True)
class Batch:
    """What the page says of them: the words of ``components/progress.html``."""

    name: str
    words: str
    count: str
    kind: str
    done: int
    total: int
    finished: bool
    poll_url: str
    url: str
    link: str


def address(page: str, jobs: Sequence[Job]) -> str:
    """The address of a page that shows how far these jobs are."""
    numbers = [job.pk for job in jobs]
    return f"{reverse(page)}?jobs={min(numbers)}-{max(numbers)}"


def batch(request: StaffRequest, *, kind: str, page: str, name: str, link: str) -> Batch | None:
    """How far are the jobs of this kind that the address names, as far as they are within reach?"""
    written = WRITTEN.fullmatch(request.GET.get("jobs", ""))
    if written is None:
        return None
    asked = Job.objects.within(request.reach).filter(kind=kind, pk__range=(int(written[1]), int(written[2])))
    found = asked.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=State.DONE)),
        failed=Count("pk", filter=Q(state=State.FAILED)),
    )
    total, over = found["total"], found["done"] + found["failed"]
    if not total:
        return None
    finished, failed = over == total, found["failed"]
    return Batch(
        name=name,
        words=(f"{failed:,} of {total:,} could not be done" if failed else "All done") if finished else name,
        count=f"{over:,} of {total:,} schools done",
        kind="bad" if failed else "good",
        done=over,
        total=total,
        finished=finished,
        poll_url=f"{reverse(page)}?jobs={written[0]}",
        url=reverse(page),
        link=link,
    )
