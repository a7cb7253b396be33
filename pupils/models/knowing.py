"""What is known of a child's needs beside the census: diagnoses, and how the family wants the needs named."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from pupils.models.periods import ends_after_it_starts
from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.querysets import DatedChildQuerySet, WholeSchoolQuerySet


@pghistory.track(*history_of_a_childs_row())
class Diagnosis(AboutChild):
    """What a professional found. Never a condition of support, and apart from the census type of need."""

    name = models.CharField("diagnosis", max_length=120)
    diagnosed_by = models.CharField("by whom", max_length=120, blank=True)
    diagnosed_on = models.DateField("when", null=True, blank=True)
    evidence = models.CharField("how the school knows", max_length=300, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField("no longer held to be right", null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    objects = WholeSchoolQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "diagnoses"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="pupils_diagnosis_withdrawn_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["pupil"], name="pupils_diagnosis_by_pupil")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*history_of_a_childs_row())
class FamilyWords(AboutChild):
    """How a child and their family want the child's needs named, for a period."""

    words = models.CharField("words the family uses", max_length=300)
    not_these = models.CharField("words to keep away from", max_length=300, blank=True)
    said_by = models.CharField("who said so", max_length=80)
    starts_on = models.DateField("said on")
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "family words"
        constraints = [
            ends_after_it_starts("pupils_familywords_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["trust", "pupil"], condition=Q(ends_on__isnull=True), name="pupils_familywords_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["pupil", "starts_on"], name="pupils_familywords_by_pupil")]

    def __str__(self) -> str:
        return self.words
