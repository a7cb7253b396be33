"""The words in which rows of this app are asked for. Nothing is evaluated here and no clock is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


def in_force(day: date) -> Q:
    """Which periods include this day? Half-open: the first day counts, the last does not."""
    return Q(starts_on__lte=day) & not_over(day)


def not_over(day: date) -> Q:
    """Which periods include this day or begin later?"""
    return Q(ends_on__isnull=True) | Q(ends_on__gt=day)


class TrustQuerySet(models.QuerySet):
    """Rows of one trust that everyone in it may know of."""

    def within(self, reach: Reach) -> Self:
        """Keep to the trust of this reach."""
        return self.filter(trust_id=reach.trust_id)


class DatedQuerySet(TrustQuerySet):
    """Rows with a first and a last day."""

    def on(self, day: date) -> Self:
        """Keep those that are in force on a day."""
        return self.filter(in_force(day))


class SchoolQuerySet(TrustQuerySet):
    """Schools; their names are no secret inside the trust."""

    def of_children(self, reach: Reach) -> Self:
        """Keep schools whose children this reach may read."""
        return self.within(reach).filter(pk__among=reach.school_ids)

    def of_figures(self, reach: Reach) -> Self:
        """Keep schools whose figures and documents this reach may read."""
        return self.within(reach).filter(pk__among=reach.figure_school_ids)


class TermQuerySet(TrustQuerySet):
    """Terms of schools; unlike other periods their last day is a school day."""

    def around(self, day: date) -> Self:
        """Keep the terms that a day falls in."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class PostQuerySet(DatedQuerySet):
    """Posts people hold."""


class GroupQuerySet(DatedQuerySet):
    """Groups of schools."""

    def of_staff(self, user_id: int, day: date) -> Self:
        """Keep the groups that a person has on a day."""
        staff: Any = self.model._meta.get_field("staff").related_model
        held = staff.objects.filter(in_force(day), group_id=models.OuterRef("pk"), user_id=user_id)
        return self.filter(models.Exists(held))
