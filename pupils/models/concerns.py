"""A colleague's concern about how a child learns, and what the SENCO asked others about it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from pupils import concerning
from pupils.codes import AREAS
from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.querysets import ConcernQuerySet, ConcernQuestionQuerySet


@pghistory.track(*history_of_a_childs_row())
class Concern(AboutChild):
    """What a colleague sees in a child, strengths first, and what the SENCO decided."""

    class TriedFor(models.TextChoices):
        """For how long something has been tried in class."""

        NOT_YET = "none", "Not yet"
        DAYS = "days", "Less than two weeks"
        WEEKS = "weeks", "Two to six weeks"
        LONGER = "longer", "Longer than six weeks"

    class Outcome(models.TextChoices):
        """What came of it."""

        OPEN = "", "Not decided yet"
        UNIVERSAL = concerning.Outcome.UNIVERSAL.value, "Strategies in the classroom"
        MONITOR = concerning.Outcome.MONITOR.value, "Keep watching"
        SUPPORT = concerning.Outcome.SUPPORT.value, "SEN support"
        REFER = concerning.Outcome.REFER.value, "Refer to a specialist"

    strengths = models.CharField("what goes well", max_length=600)
    observed = models.CharField("what I see", max_length=1200)
    tried = models.CharField("what I have tried", max_length=1200)
    tried_for = models.CharField("for how long", max_length=6, choices=TriedFor.choices)
    area = models.CharField("area of need, if known", max_length=1, choices=list(AREAS.items()), blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    review_on = models.DateField("day to look again", null=True, blank=True)
    words_back = models.CharField("words to whoever raised it", max_length=1200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="pupils_concern_decision_has_author_and_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(outcome=""), name="pupils_concern_withdrawn_or_decided"
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "raised_at"], name="pupils_concern_by_pupil"),
            models.Index(
                fields=["school", "raised_at"],
                condition=Q(outcome="", withdrawn_at__isnull=True),
                name="pupils_concern_open_by_school",
            ),
            models.Index(fields=["raised_by", "raised_at"], name="pupils_concern_by_author"),
        ]

    def __str__(self) -> str:
        return f"Concern of {self.raised_at:%d %B %Y}"

    @property
    def words(self) -> str:
        """Everything that whoever raised it wrote about what worries them."""
        return f"{self.observed} {self.tried}"


@pghistory.track(*history_of_a_childs_row())
class ConcernQuestion(AboutChild):
    """What the SENCO asked another colleague who has the child."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, db_constraint=False, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    question = models.CharField(max_length=600)
    answer = models.CharField(max_length=1200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ConcernQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="pupils_concernquestion_answer_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["concern"], name="pupils_concernq_by_concern"),
            models.Index(fields=["asked_of"], condition=Q(answer=""), name="pupils_concernq_waiting"),
        ]

    def __str__(self) -> str:
        return self.question
