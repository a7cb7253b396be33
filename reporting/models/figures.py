"""Counts of each school on a day, which hold no child: what dashboards and documents read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from schools.models import School
from trust_send.platform.walls.models import TrustOwned

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach


class FigureQuerySet(models.QuerySet):
    """Figures of schools."""

    def within(self, reach: Reach) -> Self:
        """Keep the figures of schools whose figures this reach may read."""
        return self.filter(trust_id=reach.trust_id, school_id__among=reach.figure_school_ids)


class Figure(TrustOwned):
    """One count of one school on one day: numerator and denominator, so that trust figures are sums."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="figures", db_constraint=False)
    on = models.DateField()
    counted_at = models.DateTimeField(null=True, blank=True)
    measure = models.CharField(max_length=30)
    group = models.CharField(max_length=30, default="all")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "school", "on", "measure", "group"], name="reporting_figure_once"),
            models.CheckConstraint(
                condition=Q(numerator__lte=F("denominator")), name="reporting_figure_part_of_the_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.group}: {self.numerator} of {self.denominator}"
