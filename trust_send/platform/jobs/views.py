"""How far is a piece of work? A page that looks again by itself, with and without JavaScript."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from urllib.parse import urlsplit
from zlib import crc32

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from trust_send.platform.jobs import kinds, rules
from trust_send.platform.jobs.models import Job, State


@dataclass(frozen=True, slots=True)
class Progress:
    """What the page says about a job."""

    heading: str
    words: str
    count: str
    note: str
    kind: str
    url: str
    link: str
    done: int
    total: int
    every: str
    """How often the page asks again, as htmx writes it."""

    @classmethod
    def of(cls, job: Job) -> Progress:
        """Say it for this job; how often it was tried is said in general words only."""
        return cls(
            heading=kinds.label_of(job.kind),
            words=_words(job),
            count=f"{job.done:,} of {job.total:,}" if job.total and not job.is_over else "",
            note="It was interrupted and has begun again; nothing is lost." if _began_again(job) else "",
            kind="bad" if job.state == State.FAILED else "good",
            url=_address_of_result(job),
            link=str(job.result.get("link", "Open the result")),
            done=job.done,
            total=job.total,
            every=f"{_pause_seconds(job) * 1000:.0f}ms",
        )

    @property
    def mark(self) -> str:
        """What a page says that shows just this, so that it is told only of what is new."""
        return f"{crc32(repr(astuple(self)).encode()):x}"


@require_safe
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show a job, or to htmx only the part that changes."""
    found = get_object_or_404(
        Job.objects.within(request.reach).select_related("school"),  # type: ignore[attr-defined]
        pk=job_id,
    )
    now = Progress.of(found)
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "jobs/job.html", {"job": found, "now": now})
    if request.GET.get("seen") == now.mark:
        # Nothing to swap: what is read aloud is not read again twice a second.
        return HttpResponse(status=204)
    answer = render(request, "jobs/_now.html", {"job": found, "now": now})
    if now.url and now.url == urlsplit(request.htmx.current_url or "").path:  # type: ignore[attr-defined]
        answer["HX-Refresh"] = "true"  # the page that waits is the very page that now has the result
    return answer


# Everybody who is signed in may ask; which rows there are to see is the reach's business.
job.verb = None  # type: ignore[attr-defined]


def _words(job: Job) -> str:
    match job.state:
        case State.DONE:
            return str(job.result.get("words", "Done"))
        case State.FAILED:
            return "It could not be done"
        case State.RUNNING:
            return job.step or "Being done"
        case _:
            return "Waiting its turn"


def _pause_seconds(job: Job) -> float:
    """How long until the page asks again? What was asked for, or begun, just now may be over at once."""
    age = timezone.now() - (job.started_at or job.created_at)
    return rules.seconds_to_next_look(age.total_seconds())


def _began_again(job: Job) -> bool:
    return not job.is_over and job.attempts > (1 if job.state == State.RUNNING else 0)


def _address_of_result(job: Job) -> str:
    if job.state != State.DONE or "url_name" not in job.result:
        return ""
    try:
        return reverse(job.result["url_name"], args=job.result.get("args", []))
    except NoReverseMatch:  # the page it led to is gone
        return ""
