"""Work that happens after a request: rows, so that losing Redis loses nothing (docs/adr/0006)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from trust_send.platform.jobs.querysets import JobQuerySet
from trust_send.platform.walls.models import TrustOwned


class State(models.TextChoices):
    """How far a job has come."""

    WAITING = "waiting", "Waiting its turn"
    RUNNING = "running", "Being done"
    DONE = "done", "Done"
    FAILED = "failed", "Could not be done"


class Job(TrustOwned):
    """One piece of work with exactly one effect, however often a worker is killed in the middle of it."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    """What makes this job itself: asking for the same again returns the same row."""
    school = models.ForeignKey(
        "schools.School", on_delete=models.PROTECT, null=True, blank=True, db_constraint=False, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    token = models.UUIDField(null=True, blank=True)
    """The fence: only the worker that holds it may finish."""
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    """Why it could not be done, in words that say what to do."""
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "kind", "key"], name="jobs_job_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(state__in=["done", "failed"]),
                name="jobs_job_finished_in_the_end",
            ),
        ]
        indexes = [models.Index(fields=["trust", "kind", "created_at"], name="jobs_job_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display().lower()}"

    @property
    def is_over(self) -> bool:
        """Will nothing more happen?"""
        return self.state in (State.DONE, State.FAILED)


class Outbox(models.Model):
    """A message that must leave after its transaction: ids only. Outside the walls by name, for the relay.

    The row goes when the job is over, not when the message is sent, so a lost message is sent again.
    """

    task = models.CharField(max_length=120)
    trust_id = models.BigIntegerField()
    job_id = models.BigIntegerField(unique=True)
    queue = models.CharField(max_length=20, default="default")
    send_at = models.DateTimeField()
    sent = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["send_at"], name="jobs_outbox_due")]

    def __str__(self) -> str:
        return f"{self.task} of job {self.job_id}"
