"""What a task holds in its hands: the job it does, the door to the walls, and the one way to end it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from trust_send.platform.history import because
from trust_send.platform.jobs import claims
from trust_send.platform.jobs.claims import Claim, FenceLost
from trust_send.platform.jobs.models import Job
from trust_send.platform.jobs.pulse import Pulse
from trust_send.platform.jobs.sight import at_job
from trust_send.platform.walls.reach import Reach
from trust_send.platform.walls.sources import acting_for, whole_trust
from trust_send.platform.walls.standing import Standing

NO_LONGER_ALLOWED = (
    "You may no longer do this here. Ask someone who may, or the person who keeps the posts of your school."
)


class Refused(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """The work cannot be done, and this sentence says why and what to do; it is shown to whoever asked."""


@dataclass(frozen=True, slots=True)
class Acting:
    """As whom the work is done at this moment. Work of the whole trust, which nobody asked for, has no standing."""

    reach: Reach
    standing: Standing | None

    def may(self, verb: str, *, school_id: int | None = None, pupil_id: int | None = None) -> bool:
        """May whoever asked still do this?"""
        return self.standing is None or self.standing.may(verb, school_id=school_id, pupil_id=pupil_id)

    def insist(self, verb: str, *, school_id: int | None = None, pupil_id: int | None = None) -> None:
        """End the job in kind words unless whoever asked may still do this: posts may have ended since."""
        if not self.may(verb, school_id=school_id, pupil_id=pupil_id):
            raise Refused(NO_LONGER_ALLOWED)


class Work:
    """One attempt at one job."""

    def __init__(self, claim: Claim, job: Job, pulse: Pulse) -> None:
        self.claim, self._pulse = claim, pulse
        self.job_id: int = job.pk
        self.trust_id = claim.trust_id
        self.kind: str = job.kind
        self.parameters: Mapping[str, Any] = job.parameters
        self.school_id: int | None = job.school_id
        self.by_id: int | None = job.by_id
        self.attempt: int = job.attempts
        self.is_over = False
        self._ending = False

    @contextmanager
    def reach(self) -> Iterator[Acting]:
        """Run a block in one short transaction, within the walls; it is undone unless the job is still ours.

        It acts for the person who asked, with what they may see now, or for the whole trust.
        """
        self._notice_loss()
        about = {"job": self.job_id} if self.by_id is None else {"job": self.job_id, "by": self.by_id}
        self._ending = False
        with ExitStack() as stack:
            if self.by_id is None:
                acting = Acting(stack.enter_context(whole_trust(self.trust_id)), None)
            else:
                acting = Acting(*stack.enter_context(acting_for(self.by_id, self.trust_id)))
            stack.enter_context(because(**about))
            with at_job(self.job_id):
                yield acting
                if not self._ending:
                    claims.hold(self.claim)
        self.is_over = self._ending  # only now is it committed

    def hold(self) -> None:
        """Make sure, early in a short block, that the job is ours and stays so until the block ends."""
        claims.hold(self.claim)

    def progress(self, done: int, total: int, step: str = "") -> None:
        """Show how far the work is; costs no statement here, so say it as often as you like."""
        self._notice_loss()
        self._pulse.tell(done, total, step)

    def finish(self, result: Mapping[str, Any] | None = None) -> None:
        """End the job; belongs into the very block that writes the effect, so that both happen or neither."""
        claims.finish(self.claim, result=result or {})
        self._ending = True

    def _notice_loss(self) -> None:
        if self._pulse.is_lost:
            raise FenceLost
