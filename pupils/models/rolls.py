"""Where a child is registered, in which groups, and who its family is."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from pupils.models.choices import EnrolmentKind, Relationship
from pupils.models.contacts import ContactLink
from pupils.models.periods import ends_after_it_starts
from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.querysets import DatedChildQuerySet, FamilyLinkQuerySet
from schools.models import Group, School


@pghistory.track(*history_of_a_childs_row())
class Enrolment(AboutChild):
    """A child's registration at a school. ``at_school`` is a fact and does not follow the record when it moves."""

    at_school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="enrolments", db_constraint=False)
    admission_number = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=1, choices=EnrolmentKind.choices, default=EnrolmentKind.CURRENT)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day away", null=True, blank=True)

    objects = DatedChildQuerySet.as_manager()

    class Meta:
        constraints = [
            ends_after_it_starts("pupils_enrolment_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["trust", "at_school", "admission_number"],
                condition=~Q(admission_number="") & Q(ends_on__isnull=True),
                name="pupils_enrolment_admission_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "starts_on"], name="pupils_enrolment_by_pupil"),
            models.Index(fields=["at_school", "kind"], name="pupils_enrolment_at_school"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.starts_on:%d %B %Y}"


@pghistory.track(*history_of_a_childs_row())
class GroupMember(AboutChild):
    """A child in a group from when to when; whoever has the group has sight of the child."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members", db_constraint=False)
    starts_on = models.DateField("first day")
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedChildQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_starts("pupils_groupmember_ends_after_it_starts")]
        indexes = [
            models.Index(fields=["pupil", "starts_on"], name="pupils_groupmember_by_pupil"),
            models.Index(fields=["group", "starts_on"], name="pupils_groupmember_by_group"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.group_id}"


@pghistory.track(*history_of_a_childs_row())
class FamilyLink(AboutChild):
    """Someone who signs in and whose own child this is, or the pupil. Rights hang on the link, not the person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="family_links")
    relationship = models.CharField(max_length=6, choices=Relationship.choices)
    # Whom the school verified before it gave the account. None for the pupil's own, and for accounts from before
    # there were contacts.
    contact_link = models.ForeignKey(
        ContactLink, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="accounts"
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField(null=True, blank=True)

    objects = FamilyLinkQuerySet.as_manager()

    class Meta:
        constraints = [ends_after_it_starts("pupils_familylink_ends_after_it_starts")]
        indexes = [
            models.Index(fields=["trust", "user"], name="pupils_familylink_by_person"),
            models.Index(fields=["contact_link"], name="pupils_familylink_by_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.get_relationship_display()} of {self.pupil_id}"
