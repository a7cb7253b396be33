"""A child, and what every row about a child carries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from guardian.models import UserObjectPermissionBase

from pupils.days import last_day
from pupils.models.choices import Sex
from pupils.querysets import PupilQuerySet
from schools.models import School, User
from schools.naming import sort_key
from trust_send.platform.walls.models import TrustOwned


class AboutChild(TrustOwned):
    """A row about a child: the database fills its school from the child and moves it when the child moves."""

    pupil = models.ForeignKey("pupils.Pupil", on_delete=models.PROTECT, db_constraint=False, related_name="%(class)ss")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, db_constraint=False, editable=False, related_name="+", db_default=None
    )

    class Meta:
        abstract = True


def history_of_a_childs_row() -> tuple[pghistory.RowEvent, ...]:
    """Which changes of a row about a child are kept?

    A move inside the trust changes ``school`` of every row at once; it is recorded on the child alone.
    """
    return (
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(condition=pgtrigger.AnyChange(exclude=["school"])),
        pghistory.DeleteEvent(),
    )


@pghistory.track()
class Pupil(TrustOwned):
    """A child on the roll of a school of the trust. ``school`` is the one that holds the record now."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="pupils", db_constraint=False)
    upn = models.CharField("unique pupil number", max_length=13, blank=True)
    former_upn = models.CharField("former pupil number", max_length=13, blank=True)
    legal_forename = models.CharField(max_length=80)
    legal_surname = models.CharField(max_length=80)
    preferred_forename = models.CharField(max_length=80, blank=True)
    preferred_surname = models.CharField(max_length=80, blank=True)
    sort_key = models.CharField(max_length=170, editable=False)
    date_of_birth = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    # As the school records it. Never worked out from the date of birth: some children are taught out of year.
    year_group = models.CharField(max_length=2)
    fsm = models.BooleanField("eligible for free school meals", null=True, blank=True)
    fsm_ever6 = models.BooleanField("free school meals in the last six years", null=True, blank=True)
    pupil_premium = models.BooleanField("pupil premium", null=True, blank=True)
    looked_after = models.BooleanField("looked after", null=True, blank=True)
    ever_looked_after = models.BooleanField("was looked after", null=True, blank=True)
    eal = models.BooleanField("English is an additional language", null=True, blank=True)
    service_child = models.BooleanField("service family", null=True, blank=True)
    young_carer = models.BooleanField("young carer", null=True, blank=True)
    sen_unit = models.BooleanField("has a place in a SEN unit", default=False)
    resourced_provision = models.BooleanField("has a place in resourced provision", default=False)
    ethnicity = models.CharField(max_length=4, blank=True)
    first_language = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "upn"], condition=~Q(upn=""), name="pupils_pupil_upn_once_per_trust"
            ),
            models.CheckConstraint(
                condition=~Q(sen_unit=True, resourced_provision=True),
                name="pupils_pupil_unit_or_resourced_provision",
                violation_error_message="A pupil has a place in a SEN unit or in resourced provision, not both",
            ),
        ]
        indexes = [
            models.Index(fields=["trust", "sort_key", "id"], name="pupils_pupil_by_name"),
            models.Index(fields=["school", "sort_key", "id"], name="pupils_pupil_by_school_name"),
        ]
        permissions = [("see_pupil", "May see this pupil")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the order by which children are listed in step with the name."""
        self.sort_key = sort_key(self.surname, self.forename)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Where is this child's page?"""
        return reverse("pupil", args=[self.pk])

    @property
    def forename(self) -> str:
        """By what first name is this child called?"""
        return self.preferred_forename or self.legal_forename

    @property
    def surname(self) -> str:
        """By what last name is this child called?"""
        return self.preferred_surname or self.legal_surname

    @property
    def name(self) -> str:
        """What is this child called?"""
        return f"{self.forename} {self.surname}"

    @property
    def listed_name(self) -> str:
        """How does this child stand in a list?"""
        return f"{self.surname}, {self.forename}"


class PupilUserObjectPermission(UserObjectPermissionBase, TrustOwned):
    """Sight of one child, lent to one named person until a day (an educational psychologist until July)."""

    content_object = models.ForeignKey(Pupil, on_delete=models.PROTECT, db_constraint=False, related_name="lendings")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, db_constraint=False, editable=False, related_name="+", db_default=None
    )
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    lent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False

    @property
    def last_day(self) -> date | None:
        """Until which day, that day included, does sight last?"""
        return last_day(self.ends_on)
