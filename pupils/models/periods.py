"""Dated rows as ranges of days, as the constraints of the register's tables compare them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast


class Period(Func):
    """A dated row as a half-open range of days; no end means still in force."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[)')"


class Only(Func):
    """A number as a range of itself, so that gist can compare it without the btree_gist extension."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"

    def __init__(self, number: Combinable) -> None:
        number = Cast(number, models.BigIntegerField())
        super().__init__(number, number)


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """The rule of every dated row about a child."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
        name=name,
        violation_error_message="The end date must be after the start date",
    )
