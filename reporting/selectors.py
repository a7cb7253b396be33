"""Reads of figures, each starting from a reach: what the dashboard, a school's page and the Nutshell show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from reporting.measures import ALL, Measure
from reporting.models import Figure
from schools.models import School
from trust_send.platform.walls.reach import Reach


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    numerator: int
    denominator: int

    def __add__(self, other: Share) -> Share:
        return Share(self.numerator + other.numerator, self.denominator + other.denominator)


NOTHING = Share(0, 0)


@dataclass(slots=True)
class Figures:
    """The figures of one school, a hub or the trust, by measure and group."""

    by_key: dict[tuple[str, str], Share] = field(default_factory=lambda: defaultdict(lambda: NOTHING))

    def share(self, measure: Measure, group: str = ALL) -> Share:
        """How many of how many?"""
        return self.by_key.get((measure, group), NOTHING)

    @property
    def roll(self) -> int:
        """How many pupils are on roll?"""
        return self.share(Measure.ROLL).numerator

    def needs(self, statuses: str = "KE") -> dict[str, int]:
        """How many pupils with these statuses have which main need?"""
        found: dict[str, int] = defaultdict(int)
        for (measure, group), share in self.by_key.items():
            status, _, need = group.partition(":")
            if measure == Measure.NEED and status in statuses:
                found[need] += share.numerator
        return dict(found)

    def years(self, measure: Measure) -> list[tuple[str, Share]]:
        """The shares of a measure by year group, as recorded."""
        return [
            (group.removeprefix("year:"), share)
            for (found, group), share in self.by_key.items()
            if found == measure and group.startswith("year:")
        ]


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """One school with its newest figures."""

    school: School
    counted_on: date | None
    figures: Figures


def total(parts: Iterable[Figures]) -> Figures:
    """Figures of several schools together: sums of numerators and denominators, never averages."""
    summed = Figures()
    for part in parts:
        for key, share in part.by_key.items():
            summed.by_key[key] = summed.by_key[key] + share
    return summed


def newest(*, reach: Reach, school_id: int | None = None, until: date | None = None) -> list[SchoolFigures]:
    """Each school within reach with its newest figures (until a day), by name."""
    schools = School.objects.of_figures(reach).select_related("hub").order_by("sort_key", "pk")
    figures = Figure.objects.within(reach)
    if school_id is not None:
        schools, figures = schools.filter(pk=school_id), figures.filter(school_id=school_id)
    if until is not None:
        figures = figures.filter(on__lte=until)
    days = dict(figures.values_list("school_id").annotate(Max("on")))
    by_school: dict[int, Figures] = defaultdict(Figures)
    rows = figures.filter(on__in=set(days.values())).values_list(
        "school_id", "on", "measure", "group", "numerator", "denominator"
    )
    for found_id, on, measure, group, numerator, denominator in rows:
        if days[found_id] == on:
            by_school[found_id].by_key[measure, group] = Share(numerator, denominator)
    return [SchoolFigures(school, days.get(school.pk), by_school[school.pk]) for school in schools]


def on_days(*, reach: Reach, school_id: int, days: Iterable[date]) -> list[tuple[date, Figures]]:
    """The figures of one school on given days, in order; days without a count are left out."""
    found: dict[date, Figures] = defaultdict(Figures)
    rows = Figure.objects.within(reach).filter(school_id=school_id, on__in=list(days))
    for on, measure, group, numerator, denominator in rows.values_list(
        "on", "measure", "group", "numerator", "denominator"
    ):
        found[on].by_key[measure, group] = Share(numerator, denominator)
    return sorted(found.items(), key=lambda item: item[0])
