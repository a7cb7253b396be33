"""The people whom a school turns to about a child, and what each may get. None of them is an account."""

from __future__ import annotations

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pupils.days import last_day
from pupils.models.choices import Relationship
from pupils.models.pupils import AboutChild, history_of_a_childs_row
from pupils.querysets import ContactQuerySet, DatedChildQuerySet
from pupils.rights import RESTRICTION_WORDS, Restriction
from trust_send.platform.walls.models import TrustOwned

NO_RESTRICTION = Restriction.NONE.value


@pghistory.track()
class Contact(TrustOwned):
    """A person whom the trust knows as somebody's contact. Seen by whoever may see a child they belong to."""

    given_name = models.CharField("first name", max_length=80, blank=True)
    family_name = models.CharField("last name", max_length=80)
    email = models.EmailField("email address", blank=True)
    phone = models.CharField(max_length=30, blank=True)
    other_phone = models.CharField(max_length=30, blank=True)
    # As it stands on an envelope, a line for a line, without the postcode.
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    language = models.CharField("preferred language", max_length=60, blank=True)
    needs_interpreter = models.BooleanField(default=False)

    objects = ContactQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class ContactSource(models.TextChoices):
    """How did the school come to know of a contact?"""

    TYPED = "typed", "Typed in"
    IMPORTED = "file", "From a file"


@pghistory.track(*history_of_a_childs_row())
class ContactLink(AboutChild):
    """What one person is to one child, and which rights that gives. The rules are in ``pupils.rights``."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, db_constraint=False, related_name="links")
    relationship = models.CharField(
        max_length=6, choices=[choice for choice in Relationship.choices if choice[0] != Relationship.SELF]
    )
    has_parental_responsibility = models.BooleanField(default=False)
    lives_with = models.BooleanField("the child lives with them", default=False)
    receives_correspondence = models.BooleanField("gets letters", default=False)
    priority = models.PositiveSmallIntegerField("who is called first", default=1)
    source = models.CharField(max_length=5, choices=ContactSource.choices, default=ContactSource.TYPED)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    restriction = models.CharField(
        max_length=9, choices=[(kind.value, words) for kind, words in RESTRICTION_WORDS.items()], default=NO_RESTRICTION
    )
    order_reference = models.CharField(max_length=100, blank=True)
    restriction_from = models.DateField(null=True, blank=True)
    restriction_until = models.DateField("first day without the restriction", null=True, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedChildQuerySet.as_manager()

    class Meta:
        constraints = [
            # Not "after": who was a contact by mistake is ended on the first day, and was one on no day.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="pupils_contactlink_ends_not_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True, verified_by__isnull=True)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                name="pupils_contactlink_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(restriction=NO_RESTRICTION, restriction_from__isnull=True, restriction_until__isnull=True)
                | (~Q(restriction=NO_RESTRICTION) & Q(restriction_from__isnull=False)),
                name="pupils_contactlink_restriction_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=Q(restriction_until__isnull=True) | Q(restriction_until__gt=F("restriction_from")),
                name="pupils_contactlink_restriction_ends_after_it_starts",
                violation_error_message="The last day of the restriction must not be before its first",
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=99), name="pupils_contactlink_priority_1_to_99"
            ),
            models.UniqueConstraint(
                fields=["trust", "pupil", "contact"],
                condition=Q(ends_on__isnull=True),
                name="pupils_contactlink_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["pupil", "priority"], name="pupils_contactlink_by_pupil"),
            models.Index(fields=["contact"], name="pupils_contactlink_by_contact"),
            models.Index(fields=["school"], name="pupils_contactlink_by_school"),
        ]

    def __str__(self) -> str:
        return f"{self.get_relationship_display()} of {self.pupil_id}"

    @property
    def is_imported(self) -> bool:
        """Did a file bring this contact?"""
        return self.source == ContactSource.IMPORTED

    @property
    def restriction_last_day(self) -> date | None:
        """Until which day, that day included, does the restriction last?"""
        return last_day(self.restriction_until)
