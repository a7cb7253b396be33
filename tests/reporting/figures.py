"""Made-up figures of a school for tests, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from reporting.measures import Cell, counts
from reporting.presenting.profile import Profile, profile
from reporting.selectors import Figures, SchoolFigures, Share
from schools.models import Hub, School

ON = date(2026, 11, 20)
TODAY = date(2026, 11, 22)
JANUARIES = [date(2024, 1, 18), date(2025, 1, 16), date(2026, 1, 15)]


def school(
    name: str = "Fernhollow Primary School", *, pk: int = 1, phase: str = "PS", hub: Hub | None = None
) -> School:
    """A school that is in no database."""
    return School(pk=pk, name=name, phase=phase, la_name="Cornwall", sort_key=name.lower(), hub=hub)


def figures_of(cells: Iterable[Cell], *, groups: bool = True) -> Figures:
    """The figures that these cells make."""
    found = Figures()
    for each in counts(cells, groups=groups):
        found.by_key[each.measure, each.group] = Share(each.numerator, each.denominator)
    return found


def cells(
    *, none: int, support: Mapping[str, int], plan: Mapping[str, int], years: Iterable[str] = ("R", "1", "2", "3")
) -> list[Cell]:
    """Pupils spread evenly over years, sexes, free meals and languages."""
    years, found, place = list(years), [], 0
    for status, needs in (("N", {"": none}), ("K", support), ("E", plan)):
        for need, number in needs.items():
            for _ in range(number):
                place += 1
                year, sex = years[place % len(years)], "MF"[place % 2]
                found.append(Cell(1, status, need, sex, year, place % 4 == 0, place % 5 == 0, 1))
    return found


def figures(**more) -> Figures:
    """A primary school of 418 pupils, unless told otherwise."""
    usual = {
        "none": 357,
        "support": {"SLCN": 21, "SEMH": 10, "SPLD": 9, "MLD": 6, "HI": 2, "": 1},
        "plan": {"ASD": 7, "SEMH": 3, "PD": 2},
    }
    return figures_of(cells(**(usual | more)))


def counted(
    name: str, *, pk: int, phase: str = "PS", hub: Hub | None = None, on: date | None = ON, **more
) -> SchoolFigures:
    """A school with its figures."""
    return SchoolFigures(school(name, pk=pk, phase=phase, hub=hub), on, figures(**more) if on else Figures())


def made(*, phase: str = "PS", past: bool = True, name: str = "Fernhollow Primary School", **more) -> Profile:
    """The profile of a school."""
    own = figures(**more)
    januaries = [(day, own) for day in JANUARIES] if past else []
    return profile(school=school(name, phase=phase), counted_on=ON, figures=own, past=januaries, today=TODAY)
