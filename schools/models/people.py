"""People, the trusts they belong to, the posts they hold and what they were lent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from schools.models.trusts import Hub, School, Trust
from schools.naming import sort_key
from schools.querysets import PostQuerySet
from schools.roles import POST_ROLES, ROLES, Held, Role
from trust_send.platform.walls.models import TrustOwned


class People(BaseUserManager["User"]):
    """Makes people; nobody is a superuser."""

    def create_user(self, email: str, password: str | None = None, **names: Any) -> User:
        """Add a person who signs in with this address; without a password they use a code or set one later."""
        person = self.model(email=self.normalize_email(email).lower(), **names)
        person.set_password(password)
        person.save(using=self._db)
        return person


class User(AbstractBaseUser):
    """A person who signs in. What they may see hangs on posts, never on this row."""

    email = models.EmailField("email address", unique=True)
    given_name = models.CharField("first name", max_length=80, blank=True)
    family_name = models.CharField("last name", max_length=80, blank=True)
    sort_key = models.CharField(max_length=170, editable=False, db_index=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    # guardian and Django's own machinery ask; there are no superusers and no staff flag in this product.
    is_superuser = False
    is_staff = False

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """By what name is this person known?"""
        return f"{self.given_name} {self.family_name}".strip() or self.email

    def get_short_name(self) -> str:
        """By what name is this person greeted?"""
        return self.given_name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the order by which people are listed in step with the name."""
        self.sort_key = sort_key(self.family_name, self.given_name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)


class Membership(models.Model):
    """Which person may choose which trust after signing in. Needed before the wall stands, so not walled."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "trust"], name="schools_membership_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.trust_id}"


@pghistory.track()
class Post(TrustOwned):
    """A role a person holds, where, from when to when."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=[(code, role.name) for code, role in POST_ROLES.items()])
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", db_constraint=False
    )
    hub = models.ForeignKey(
        Hub, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", db_constraint=False
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True, help_text="The first day without the post")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            # It may end on its first day: an appointment taken back stays on record and was never in force.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="schools_post_ends_not_before_it_starts",
                violation_error_message="The last day must not be before the first day",
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=True) | Q(hub__isnull=True), name="schools_post_is_held_at_one_place"
            ),
        ]
        indexes = [models.Index(fields=["trust", "user"], name="schools_post_by_person")]

    def __str__(self) -> str:
        return f"{ROLES[self.role].name} from {self.starts_on:%d %B %Y}"

    @property
    def kind(self) -> Role:
        """Which role is this?"""
        return ROLES[self.role]

    @property
    def held(self) -> Held:
        """At what kind of place is it held?"""
        return Held.SCHOOL if self.school_id else Held.HUB if self.hub_id else Held.TRUST

    @property
    def last_day(self) -> date | None:
        """Until which day, that day included, is it held?"""
        return self.ends_on - timedelta(days=1) if self.ends_on else None


class SchoolUserObjectPermission(TrustOwned, UserObjectPermissionBase):
    """One more verb at one school, lent to one person from a day until a day."""

    content_object = models.ForeignKey(School, on_delete=models.CASCADE, db_constraint=False)
    starts_on = models.DateField("first day", default=timezone.localdate)
    ends_on = models.DateField("first day without it", null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    lent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        constraints = [
            # It may end on its first day: what was never used stays on record.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="schools_lent_verb_ends_after_it_starts",
            )
        ]
