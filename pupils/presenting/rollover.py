"""A new school year in words: what happens to whom, what is doubtful, and what has been done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pupils import year_groups
from pupils.presenting.words import day_words, pupils
from pupils.rollover import CHOOSABLE, Doubt, Fate, following, going_on
from schools.calendar import year_label

if TYPE_CHECKING:
    from pupils.selectors.rollover import Child, Plan
    from pupils.services.rollover.asking import Standing


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year group and how many of it go where."""

    label: str
    after: str
    up: int
    leaves: int
    stays: int


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child to look at, why, and what is suggested."""

    pupil_id: int
    name: str
    year: str
    why: str
    then: str
    choosable: bool
    ticked: bool


def year_rows(plan: Plan, fates: Mapping[int, Fate]) -> list[YearRow]:
    """How many of each year group go up, leave and stay."""
    found = []
    for code, counts in plan.by_year(fates):
        up, leaves, stays = (counts[fate] for fate in (Fate.UP, Fate.LEAVES, Fate.STAYS))
        found.append(YearRow(year_groups.label(code) or "No year recorded", _after(code, plan.last), up, leaves, stays))
    return found


def child_rows(plan: Plan, ticked: set[int]) -> list[ChildRow]:
    """The children about whom something is doubtful, those first of whom a person decides."""
    rows = [
        ChildRow(
            child.pupil_id,
            child.name,
            year_groups.label(child.year_group) or "None",
            _why(child, plan),
            _after(child.year_group, plan.last),
            child.outlook.doubt in CHOOSABLE,
            child.pupil_id in ticked,
        )
        for child in plan.to_look_at
    ]
    return sorted(rows, key=lambda row: not row.choosable)


def notes(plan: Plan, fates: Mapping[int, Fate]) -> list[str]:
    """What else a person should know before the year begins."""
    said = []
    if plan.seems_done:
        said.append(
            f"Most pupils are in the year usual for {year_label(plan.year)} already. A file from the MIS may have "
            "brought it; then there is nothing to do here but the classes."
        )
    if plan.last is None:
        said.append("No last year group is chosen, so only pupils of Year 14 leave.")
    if plan.joined:
        said.append(f"{pupils(plan.joined)} joined on {day_words(plan.first_day)} or later and stay as recorded.")
    unmoved = sum(child.year_group == year_groups.NOT_FOLLOWED for child in plan.children)
    if unmoved:
        said.append(f"{pupils(unmoved)} not following the national curriculum years stay as recorded.")
    alone = {pupil_id for each in plan.classes if not each.suggested for pupil_id in each.pupil_ids} & {
        pupil_id for pupil_id, fate in fates.items() if fate != Fate.LEAVES
    }
    if alone:
        said.append(f"{pupils(len(alone))} who stay at the school are in a class that would end: give it a name.")
    return said


def state(standing: Standing) -> str:
    """What has been done about the newest new year of the school?"""
    job = standing.applied
    if job is None or not standing.is_done:
        return ""
    counts, year = job.result["counts"], year_label(job.parameters["year"])
    return (
        f"{year} began here: {pupils(counts['up'])} went up, {counts['left']} left, {counts['stayed']} stayed as they "
        f"were; {counts['ended']} classes ended and {counts['opened']} opened."
    )


def taken_back(standing: Standing) -> str:
    """What came of taking it back?"""
    job = standing.undone
    if job is None or not standing.is_undone:
        return ""
    back, kept = job.result["counts"]["back"], job.result["counts"]["kept"]
    stay = f" {pupils(kept)} whom somebody has changed since stay as they are." if kept else ""
    return f"{year_label(job.parameters['year'])} was taken back for {pupils(back)}.{stay}"


def _after(code: str, last: str | None) -> str:
    match going_on(code, last=last):
        case Fate.UP:
            return f"To {year_groups.label(following(code) or '')}"
        case Fate.LEAVES:
            return "Leaves"
        case _:
            return "Stays as recorded"


def _why(child: Child, plan: Plan) -> str:
    year = year_label(plan.year)
    usual = year_groups.usual_year_group(child.date_of_birth, academic_year=plan.year)
    words = {
        Doubt.ALREADY: f"In the year usual for {year} already",
        Doubt.OUT_OF_YEAR: f"Taught out of year: by age {year_groups.label(usual or '') or 'no year'} in {year}",
        Doubt.ABOVE: "Above the last year group of the school",
        Doubt.NO_YEAR: "No year group is recorded: put it right on the child’s page or in the MIS",
        Doubt.ELSEWHERE: "Registered at another school too: move the record, or end one registration",
        Doubt.SINCE: "Joined a group in the new year, so does not leave",
    }
    return words[child.outlook.doubt] if child.outlook.doubt else ""
