"""The termly review of a school's register: its checks answered, its children settled, then signed."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.querysets import SchoolStateQuerySet, WholeSchoolQuerySet
from schools.models import School, Term
from trust_send.platform.walls.models import TrustOwned


@pghistory.track()
class RegisterReview(TrustOwned):
    """A school's walk through its register in one term. What each check found is kept at its signing."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="register_reviews", db_constraint=False)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    senco_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    senco_signed_at = models.DateTimeField(null=True, blank=True)
    head_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    head_signed_at = models.DateTimeField(null=True, blank=True)
    # By check: how many children it found, and how many of them were settled, at the SENCO's signature.
    found = models.JSONField(default=dict, blank=True)

    objects = SchoolStateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "school", "term"], name="pupils_registerreview_once_a_term"),
            models.CheckConstraint(
                condition=Q(senco_signed_at__isnull=True, senco_signed_by__isnull=True)
                | Q(senco_signed_at__isnull=False, senco_signed_by__isnull=False),
                name="pupils_registerreview_senco_signs_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(head_signed_at__isnull=True, head_signed_by__isnull=True)
                | Q(head_signed_at__isnull=False, head_signed_by__isnull=False, senco_signed_at__isnull=False),
                name="pupils_registerreview_head_signs_after_senco",
            ),
        ]

    def __str__(self) -> str:
        return f"Register review begun {self.begun_at:%d %B %Y}"


@pghistory.track()
class ReviewAnswer(TrustOwned):
    """What the SENCO answered to one check of a review: yes, no or not sure, with words of their own."""

    class Answer(models.TextChoices):
        """The three answers of the checklist."""

        YES = "yes", "Yes"
        NO = "no", "No: see the list"
        UNSURE = "unsure", "Not sure"

    review = models.ForeignKey(RegisterReview, on_delete=models.PROTECT, db_constraint=False, related_name="answers")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    check_id = models.CharField(max_length=10)
    answer = models.CharField(max_length=6, choices=Answer.choices)
    note = models.CharField(max_length=600, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    objects = WholeSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "review", "check_id"], name="pupils_reviewanswer_once_for_each_check"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_id}: {self.get_answer_display()}"


@pghistory.track(*history_of_a_childs_row())
class SettledCheck(AboutChild):
    """A child whom a check found, looked at in a review and left as it is, with the reason."""

    review = models.ForeignKey(RegisterReview, on_delete=models.PROTECT, db_constraint=False, related_name="settled")
    check_id = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(auto_now_add=True)

    objects = WholeSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "review", "check_id", "pupil"], name="pupils_settledcheck_once_for_each_child"
            ),
        ]
        indexes = [models.Index(fields=["pupil"], name="pupils_settledcheck_by_pupil")]

    def __str__(self) -> str:
        return f"{self.check_id} settled"
