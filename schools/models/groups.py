"""Registration and teaching groups and the staff who have them; their pupils are kept by ``pupils``."""

from __future__ import annotations

from datetime import date, timedelta

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.models.trusts import School
from schools.querysets import DatedQuerySet, GroupQuerySet
from trust_send.platform.walls.models import TrustOwned


class GroupKind(models.TextChoices):
    """What a group is for."""

    REGISTRATION = "registration", "Registration group"
    TEACHING = "teaching", "Teaching group"


def _ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
        name=name,
        violation_error_message="The last day must be after the first day",
    )


@pghistory.track()
class Group(TrustOwned):
    """A class, form or set of a school, for as long as it exists."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="groups", db_constraint=False)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=GroupKind.choices, default=GroupKind.REGISTRATION)
    year_group = models.CharField(max_length=2, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            _ends_after_it_starts("schools_group_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["trust", "school", "kind", "name"],
                condition=Q(ends_on__isnull=True),
                name="schools_group_open_once_by_name",
            ),
        ]
        indexes = [models.Index(fields=["school", "name"], name="schools_group_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date | None:
        """Until which day, that day included, is there this group?"""
        return self.ends_on - timedelta(days=1) if self.ends_on else None


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class GroupStaff(TrustOwned):
    """A member of staff who has a group, and so its children, from when to when."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="staff", db_constraint=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="groups_taught")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [_ends_after_it_starts("schools_groupstaff_ends_after_it_starts")]
        indexes = [models.Index(fields=["trust", "user"], name="schools_groupstaff_by_person")]

    def __str__(self) -> str:
        return f"{self.user_id} has {self.group_id}"
