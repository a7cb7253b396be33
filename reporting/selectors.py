"""Reads of figures, each starting from a reach: what the overview, a school's page and the Nutshell show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from pupils.selectors.changed import changed_since
from reporting.measures import ALL, Measure
from reporting.models import Figure
from schools.models import School
from trust_send.platform.walls.reach import Reach


class Share(NamedTuple):
    """So many of so many."""

    numerator: int
    denominator: int


NOTHING = Share(0, 0)


@dataclass(slots=True)
class Figures:
    """The figures of one school, a hub or the trust, by measure and group."""

    by_key: dict[tuple[str, str], Share] = field(default_factory=dict)

    def share(self, measure: Measure, group: str = ALL) -> Share:
        """How many of how many?"""
        return self.by_key.get((measure, group), NOTHING)

    @property
    def roll(self) -> int:
        """How many pupils are on roll?"""
        return self.share(Measure.ROLL).numerator

    def number(self, measure: Measure) -> int:
        """How many pupils does this measure count in the whole school?"""
        return self.share(measure).numerator

    def needs(self, status: str) -> dict[str, int]:
        """How many pupils with this status have which main need? Without one: the empty code."""
        found = {
            group[2:]: share.numerator
            for (measure, group), share in self.by_key.items()
            if measure == Measure.NEED and group.startswith(f"{status}:")
        }
        without = self.share(Measure.NO_NEED, status).numerator
        return found | {"": without} if without else found

    @property
    def needs_counted(self) -> bool:
        """Were main needs counted at all? Counts brought from elsewhere may hold the totals only."""
        return (Measure.NO_NEED, "K") in self.by_key

    def groups(self, measure: Measure, dimension: str) -> dict[str, Share]:
        """The shares of a measure by sex, year, fsm or eal."""
        return {
            group.partition(":")[2]: share
            for (found, group), share in self.by_key.items()
            if found == measure and group.startswith(f"{dimension}:")
        }


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """One school with its newest figures."""

    school: School
    counted_on: date | None
    figures: Figures
    counted_at: datetime | None = None
    """At which moment? Of older counts only the day is known."""


_NEEDS = (Measure.NEED.value, Measure.NO_NEED.value)


class _Count(NamedTuple):
    """What was counted at one school, on which day and at which moment?"""

    on: date | None
    at: datetime | None
    figures: Figures


# Written by hand: on the overview the ORM took 7 ms for what this takes 3 (make bench). The newest day is looked up
# school by school at the end of an index, because figures of each night pile up over the years.
_NEWEST = """
SELECT s.id, day.counted_on, day.counted_at, (
           SELECT coalesce(json_agg(json_build_array(f.measure, f."group", f.numerator, f.denominator)), '[]')
             FROM reporting_figure f
            WHERE f.trust_id = %(trust)s AND f.school_id = s.id AND f."on" = day.counted_on
              AND (%(with_groups)s OR f."group" = %(all)s OR f.measure = ANY(%(needs)s::text[])))
  FROM unnest(%(schools)s::bigint[]) s (id), LATERAL (
           SELECT d."on" AS counted_on, d.counted_at FROM reporting_figure d
            WHERE d.trust_id = %(trust)s AND d.school_id = s.id ORDER BY d."on" DESC LIMIT 1) day
"""


def total(parts: Iterable[Figures]) -> Figures:
    """Figures of several schools together: sums of numerators and denominators, never averages."""
    summed: dict[tuple[str, str], tuple[int, int]] = {}
    for part in parts:
        for key, (numerator, denominator) in part.by_key.items():
            so_many, of_so_many = summed.get(key, NOTHING)
            summed[key] = (so_many + numerator, of_so_many + denominator)
    return Figures({key: Share(*share) for key, share in summed.items()})


def newest(*, reach: Reach, school_ids: Collection[int] | None = None, with_groups: bool = True) -> list[SchoolFigures]:
    """Each school within reach with its newest figures, by name; two queries however many there are."""
    schools = School.objects.of_figures(reach).select_related("hub").order_by("sort_key", "pk")
    if school_ids is not None:
        schools = schools.filter(pk__among=school_ids)
    found = list(schools)
    counts = _newest(reach, school_ids=[school.pk for school in found], with_groups=with_groups)
    nothing = _Count(None, None, Figures())
    return [
        SchoolFigures(school, count.on, count.figures, count.at)
        for school in found
        for count in [counts.get(school.pk, nothing)]
    ]


def on_days(
    *, reach: Reach, school_ids: Collection[int], days: Iterable[date]
) -> dict[int, list[tuple[date, Figures]]]:
    """The figures of these schools on each of these days, oldest first, where they were counted."""
    rows = (
        Figure.objects.within(reach)
        .filter(Q(group=ALL) | Q(measure__in=_NEEDS), school_id__among=school_ids, on__in=set(days))
        .order_by("on")
    )
    by_day: dict[tuple[int, date], Figures] = defaultdict(Figures)
    for school_id, on, measure, group, numerator, denominator in rows.values_list(
        "school_id", "on", "measure", "group", "numerator", "denominator"
    ):
        by_day[school_id, on].by_key[measure, group] = Share(numerator, denominator)
    found: dict[int, list[tuple[date, Figures]]] = defaultdict(list)
    for (school_id, on), figures in by_day.items():
        found[school_id].append((on, figures))
    return found


def _newest(reach: Reach, *, school_ids: Collection[int], with_groups: bool) -> dict[int, _Count]:
    asked = {
        "trust": reach.trust_id,
        "schools": list(school_ids),
        "with_groups": with_groups,
        "all": ALL,
        "needs": list(_NEEDS),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, asked)
        return {
            school_id: _Count(on, at, Figures({(measure, group): Share(*share) for measure, group, *share in figures}))
            for school_id, on, at, figures in cursor.fetchall()
        }


def changed(*, reach: Reach, schools: Iterable[SchoolFigures]) -> frozenset[int]:
    """Which of these schools have a register that has changed since it was counted, as far as this reader sees it?"""
    return changed_since(
        {
            each.school.pk: each.counted_at
            for each in schools
            if each.counted_at is not None and each.school.pk in reach.school_ids
        }
    )
