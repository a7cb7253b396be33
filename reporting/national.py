"""What are the figures for England that a school's own stand beside?

Pure loading and look-up of `data/national.csv`. Each answer carries its year, its source and the words to print.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

NATIONAL_CSV = Path(__file__).resolve().parent.parent / "data" / "national.csv"

ALL_SCHOOLS = "ALL"

# The published line each kind of school belongs to. The department counts all-through schools and middle schools
# deemed secondary with the secondary schools, and middle schools deemed primary with the primary schools.
LINE_BY_PHASE = {
    "NS": "nursery",
    "PS": "primary",
    "MP": "primary",
    "MS": "secondary",
    "SS": "secondary",
    "AT": "secondary",
    "SP": "special",
    "PR": "ap",
    ALL_SCHOOLS: "all",
}

# Main needs of pupils with an EHC plan are published by where the plan is carried out, not by primary and secondary.
MAIN_NEED_LINE = {"primary": "mainstream", "secondary": "mainstream"}

# These are published for all schools together only, and are good enough as a background for every phase.
ONE_LINE_FOR_ALL = {"boys", "fsm"}

LINE_WORDS = {
    "all": "all schools",
    "nursery": "state-funded nursery",
    "primary": "state-funded primary",
    "secondary": "state-funded secondary",
    "special": "state-funded special",
    "ap": "state-funded alternative provision",
}
PLAN_LINE_WORDS = {
    "all": "all EHC plans from birth to 25",
    "mainstream": "EHC plans at mainstream schools",
    "special": "EHC plans at special schools",
    "ap": "EHC plans in alternative provision",
}

GROUPS_ON_REGISTER = ("K", "E")
DOWN_SYNDROME_COUNTED_FROM = "2025/26"
NEED_MIX_CAUTION = (
    "Down syndrome was first counted apart in 2025/26. In this older figure it is inside other needs, so the two mixes"
    " are not exactly alike."
)
YEARS_UNTIL_OLD = 3


@dataclass(frozen=True)
class Comparator:
    """One figure for England, with everything needed to print it honestly."""

    measure: str
    line: str
    group: str
    need: str
    year: str
    counted_on: date
    value: Decimal
    unit: str
    source: str
    is_estimate: bool
    is_old: bool
    caution: str

    @property
    def label(self) -> str:
        """The words beside the figure: whose it is and of when."""
        words = PLAN_LINE_WORDS if self.measure == "main_need" and self.group == "E" else LINE_WORDS
        estimate = ", estimate" if self.is_estimate else ""
        return f"England, {words[self.line]}, January {self.counted_on.year}{estimate}"


@dataclass(frozen=True)
class _Row:
    measure: str
    line: str
    group: str
    need: str
    year: str
    counted_on: date
    value: Decimal
    unit: str
    source: str
    is_estimate: bool


def national(
    measure: str, phase: str, group: str = "all", need: str | None = None, *, on: date, year: str = ""
) -> Comparator | None:
    """The newest figure for England counted on or before a day (or that of ``year``), or nothing for this phase."""
    rows = _series(measure=measure, phase=phase, group=group, need=need or "", on=on)
    rows = [row for row in rows if year in ("", row.year)]
    return _comparator(rows[0], on=on) if rows else None


def year_of_all(measures: Iterable[str], phase: str, *, on: date) -> str:
    """The newest year for which every one of these figures is there that there is for this phase at all, or ``""``."""
    years = [{row.year for row in rows} for each in measures if (rows := _whole_roll(each, phase, on))]
    return max(set.intersection(*years), default="") if years else ""


def _whole_roll(measure: str, phase: str, on: date) -> list[_Row]:
    return _series(measure=measure, phase=phase, group="all", need="", on=on)


def national_trend(
    measure: str, phase: str, group: str = "all", need: str | None = None, *, on: date, years: int = 3
) -> list[Comparator]:
    """The last few years of one figure for England, oldest first; for needs only years that count alike."""
    rows = _series(measure=measure, phase=phase, group=group, need=need or "", on=on)
    if measure == "main_need":
        rows = [row for row in rows if need_mixes_compare(row.year, rows[0].year)]
    return [_comparator(row, on=on) for row in reversed(rows[:years])]


def gap(measure: str, phase: str, group: str = "all", need: str | None = None, *, on: date) -> str | None:
    """Why there is no figure for England here, in words for the page, or nothing where there is one."""
    if national(measure, phase, group, need, on=on) is not None:
        return None
    line = _line(measure, phase)
    if measure == "main_need" and need == "DS":
        return "Down syndrome was first counted apart in 2025/26. No figure for England is held yet."
    if measure == "main_need" and need == "NSA":
        return "This code means that no need is known yet. No figure for England is held."
    if measure == "main_need" and group == "K":
        return "No figure for England is held for the main need of pupils on SEN support in this kind of school."
    if measure == "main_need":
        return "No figure for England is held for the main need of pupils with an EHC plan in this kind of school."
    if line in ("nursery", "ap") and measure in ("sen_support", "ehc_plan"):
        return (
            "For this kind of school England’s figure is held only for SEN support and EHC plans together,"
            " not for each alone."
        )
    return "No figure for England is held for this kind of school at this date."


def need_mixes_compare(one: str, other: str) -> bool:
    """Whether the needs of two academic years were counted by the same list."""
    return (one >= DOWN_SYNDROME_COUNTED_FROM) == (other >= DOWN_SYNDROME_COUNTED_FROM)


def academic_year(on: date) -> str:
    """The academic year of a day, as `2025/26`."""
    start = on.year if on.month >= 9 else on.year - 1
    return f"{start}/{(start + 1) % 100:02}"


def census_day(year: str) -> date:
    """The day of the January census of an academic year: the third Thursday."""
    first = date(int(year[:4]) + 1, 1, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 14)


def _line(measure: str, phase: str) -> str:
    line = "all" if measure in ONE_LINE_FOR_ALL else LINE_BY_PHASE[phase]
    return MAIN_NEED_LINE.get(line, line) if measure == "main_need" else line


def _series(*, measure: str, phase: str, group: str, need: str, on: date) -> list[_Row]:
    key = (measure, _line(measure, phase), group, need)
    return [row for row in _rows_by_key().get(key, []) if row.counted_on <= on]


def _comparator(row: _Row, *, on: date) -> Comparator:
    differs = row.measure == "main_need" and not need_mixes_compare(row.year, academic_year(on))
    return Comparator(
        **vars(row),
        is_old=(on - row.counted_on).days > YEARS_UNTIL_OLD * 366,
        caution=NEED_MIX_CAUTION if differs else "",
    )


@lru_cache(maxsize=1)
def _rows_by_key() -> dict[tuple[str, str, str, str], list[_Row]]:
    found: dict[tuple[str, str, str, str], list[_Row]] = {}
    with NATIONAL_CSV.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            row = _Row(
                measure=line["measure"],
                line=line["phase"],
                group=line["group"],
                need=line["need"],
                year=line["year"],
                counted_on=census_day(line["year"]),
                value=Decimal(line["value"]),
                unit=line["unit"],
                source=line["source"],
                is_estimate=line["status"] == "estimate",
            )
            found.setdefault((row.measure, row.line, row.group, row.need), []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row.year, reverse=True)
    return found
