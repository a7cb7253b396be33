"""How much support a child has, and what a school calls its own statuses."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from pupils.models.choices import Status
from pupils.models.periods import Only, Period, ends_after_it_starts
from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.querysets import DatedChildQuerySet
from schools.models import School
from schools.querysets import TrustQuerySet
from trust_send.platform.walls.models import TrustOwned


class Layer(models.TextChoices):
    """The layers of support of the white paper of February 2026; names may change with the law, codes do not."""

    UNIVERSAL = "universal", "Universal"
    TARGETED = "targeted", "Targeted"
    TARGETED_PLUS = "plus", "Targeted Plus"
    SPECIALIST = "specialist", "Specialist"


@pghistory.track(*history_of_a_childs_row())
class SupportLayer(AboutChild):
    """A child's layer of support for a period: what the school judges, beside the status and independent of it."""

    layer = models.CharField("layer of support", max_length=10, choices=Layer.choices)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day of the next layer", null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    family_told_on = models.DateField("day the family was told", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taxonomy = models.CharField("by which list of layers", max_length=20, default="2026-02")

    objects = DatedChildQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("pupils_supportlayer_ends_after_it_starts"),
            ExclusionConstraint(
                name="pupils_supportlayer_periods_do_not_overlap",
                expressions=[(Only(F("pupil_id")), "&&"), (Period(F("starts_on"), F("ends_on")), "&&")],
                violation_error_message="A pupil has one layer at a time: this period overlaps another",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "starts_on"], name="pupils_supportlayer_by_pupil"),
            models.Index(fields=["school", "layer"], name="pupils_supportlayer_by_school"),
        ]

    def __str__(self) -> str:
        return f"{self.get_layer_display()} from {self.starts_on:%d %B %Y}"


@pghistory.track()
class LocalStatus(TrustOwned):
    """What one school calls a status of its own, and how the census counts it (“Monitoring” counts as no SEN)."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="local_statuses", db_constraint=False)
    name = models.CharField(max_length=60)
    code = models.CharField("counts in the census as", max_length=1, choices=Status.choices)
    retired_on = models.DateField("not to be chosen from", null=True, blank=True)

    objects = TrustQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "local statuses"
        constraints = [
            models.UniqueConstraint("trust", "school", Lower("name"), name="pupils_localstatus_once_per_school"),
            models.CheckConstraint(condition=~Q(name=""), name="pupils_localstatus_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
