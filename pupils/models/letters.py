"""Letters to a child's family: one for each person or household, and never one that shows another's details."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from pupils.models.contacts import ContactLink
from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.models.register import SenStatus
from pupils.querysets import WholeSchoolQuerySet


@pghistory.track(*history_of_a_childs_row())
class FamilyLetter(AboutChild):
    """A letter as it was written: to whom, in which words, and whether it has gone."""

    class Kind(models.TextChoices):
        """What a letter says; the texts are data of the trust."""

        SUPPORT_STARTS = "sen-support-start", "SEN support is starting"

    class SentBy(models.TextChoices):
        """How a letter went."""

        NOT_YET = "", "Not sent yet"
        POST = "post", "By post"
        HAND = "hand", "Given by hand"
        EMAIL = "email", "By e-mail, asking to call or come in"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    status = models.ForeignKey(
        SenStatus, on_delete=models.PROTECT, null=True, blank=True, db_constraint=False, related_name="letters"
    )
    # Nobody: the young person's own letter.
    recipient = models.ForeignKey(
        ContactLink, on_delete=models.PROTECT, null=True, blank=True, db_constraint=False, related_name="letters"
    )
    # The words as they stand on the paper, paragraph by paragraph, with the name and address above them.
    content = models.JSONField(default=dict)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_how = models.CharField(max_length=5, choices=SentBy.choices, default=SentBy.NOT_YET, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = WholeSchoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_how="") | (Q(sent_on__isnull=False) & ~Q(sent_how="")),
                name="pupils_familyletter_sent_on_a_day_in_a_way",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(sent_on__isnull=True),
                name="pupils_familyletter_sent_or_withdrawn",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "written_at"], name="pupils_familyletter_by_pupil"),
            models.Index(fields=["status"], name="pupils_familyletter_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.written_at:%d %B %Y}"
