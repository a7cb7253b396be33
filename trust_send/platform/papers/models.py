"""Files that the product made: stored once, found again only by those who may."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from trust_send.platform.jobs.models import Job
from trust_send.platform.papers.querysets import PaperQuerySet
from trust_send.platform.walls.models import TrustOwned


class Paper(TrustOwned):
    """A stored document of a school or of the whole trust, and the job that made it."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="papers", db_constraint=False)
    school = models.ForeignKey(
        "schools.School", on_delete=models.PROTECT, null=True, blank=True, db_constraint=False, related_name="+"
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    as_known_on = models.DateField()
    as_known_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=16, blank=True, default="")
    """The short mark of its content: the same content has the same one."""
    holds_children = models.BooleanField("names or describes single children", default=True)
    pupil_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Which children it holds: each download is noted in the read log of every one of them."""
    file = models.FileField(max_length=200)
    bytes = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=80, default="application/pdf")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "job"], name="papers_paper_once_per_job"),
            models.CheckConstraint(condition=Q(bytes__gt=0), name="papers_paper_is_not_empty"),
        ]
        indexes = [models.Index(fields=["trust", "kind", "school", "-made_at"], name="papers_paper_newest")]

    def __str__(self) -> str:
        return self.title
