"""The SEN register: status and needs as dated periods, and questions about them."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value

from pupils.models.choices import Status
from pupils.models.layers import LocalStatus
from pupils.models.periods import Only, Period, ends_after_it_starts
from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.querysets import DatedChildQuerySet, QuestionQuerySet


@pghistory.track(*history_of_a_childs_row())
class SenStatus(AboutChild):
    """A child's SEN status for a period: no SEN, SEN support or an EHC plan."""

    code = models.CharField("status", max_length=1, choices=Status.choices)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day of the next status", null=True, blank=True)
    local_status = models.ForeignKey(
        LocalStatus, on_delete=models.PROTECT, null=True, blank=True, db_constraint=False, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)
    evidence = models.CharField("what it rests on", max_length=300, blank=True, default="", db_default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    shared_with_family = models.BooleanField("the family has been told", default=False)
    # No day beside "told" means that it was told before this was asked, or by another system.
    family_told_on = models.DateField("day of the conversation with the family", null=True, blank=True)

    objects = DatedChildQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("pupils_senstatus_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(family_told_on__isnull=True) | Q(shared_with_family=True),
                name="pupils_senstatus_told_on_a_day_is_told",
            ),
            ExclusionConstraint(
                name="pupils_senstatus_periods_do_not_overlap",
                expressions=[
                    (Only(F("pupil_id")), "&&"),
                    (Period(F("starts_on"), F("ends_on")), "&&"),
                ],
                violation_error_message="A pupil has one status at a time: this period overlaps another",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "starts_on"], name="pupils_senstatus_by_pupil"),
            models.Index(fields=["school", "code"], name="pupils_senstatus_by_school"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} from {self.starts_on:%d %B %Y}"


@pghistory.track(*history_of_a_childs_row())
class Need(AboutChild):
    """One of a child's ranked needs by census type, for a period. Rank 1 is the primary need."""

    need_type = models.CharField(max_length=4)
    rank = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField("first day")
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedChildQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("pupils_need_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=99), name="pupils_need_rank_1_to_99"),
            ExclusionConstraint(
                name="pupils_need_one_of_each_rank",
                expressions=[
                    (Only(F("pupil_id")), "&&"),
                    (Only(F("rank")), "&&"),
                    (Period(F("starts_on"), F("ends_on")), "&&"),
                ],
                violation_error_message="Two needs have the same rank",
            ),
            ExclusionConstraint(
                name="pupils_need_one_of_each_type",
                expressions=[
                    (Only(F("pupil_id")), "&&"),
                    (Only(Func(F("need_type"), Value(0), function="hashtextextended")), "&&"),
                    (Period(F("starts_on"), F("ends_on")), "&&"),
                ],
                violation_error_message="The same need is named twice",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "rank"], name="pupils_need_by_pupil"),
            models.Index(fields=["school", "need_type"], name="pupils_need_by_school"),
        ]

    def __str__(self) -> str:
        return f"{self.need_type}, rank {self.rank}"


@pghistory.track(*history_of_a_childs_row())
class StatusQuestion(AboutChild):
    """A file says another status than the register: which is right? The SENCO answers."""

    class Answer(models.TextChoices):
        """What the SENCO decided."""

        OPEN = "", "Not answered yet"
        KEEP = "keep", "Keep what the register says"
        TAKE = "take", "Take what the file says"
        WITHDRAWN = "gone", "Withdrawn with its import"

    register_code = models.CharField("the register says", max_length=1, choices=Status.choices)
    file_code = models.CharField("the file says", max_length=1, choices=Status.choices)
    file_needs = models.JSONField(default=list, blank=True)
    import_id = models.BigIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=4, choices=Answer.choices, default=Answer.OPEN, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="pupils_statusquestion_answer_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["trust", "pupil"], condition=Q(answer=""), name="pupils_statusquestion_one_open_per_pupil"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_code} or {self.file_code}?"
