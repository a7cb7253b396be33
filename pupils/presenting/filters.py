"""The filter beside the register: every choice with the number it would show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from pupils import year_groups
from pupils.census_days import census_days
from pupils.choosing import NO_AREA, Choice
from pupils.codes import AREAS, NEED_TYPES, SEN_STATUS
from pupils.presenting.words import AREA_LABELS
from trust_send.platform.web.dates import write_date
from trust_send.platform.web.marks import area_mark, status_mark

if TYPE_CHECKING:
    from pupils.selectors.counts import Counts
    from pupils.selectors.places import Schools


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick or line to choose."""

    value: str
    label: str | SafeString
    chosen: bool
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CensusDay:
    """A day of the school census that has passed, as a shortcut."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything that stands in the filter."""

    day: str
    census_days: list[CensusDay]
    statuses: list[Option]
    areas: list[Option]
    needs: list[Option]
    years: list[Option]
    groups: list[Option]
    schools: list[Option]


STATUS_LABELS = {code: status_mark(code, words) for code, words in SEN_STATUS.items()}
AREA_MARKS = {code: area_mark(code, AREA_LABELS[code]) for code in AREAS}
NEED_LABELS = {code: f"{need.shown} ({code})" for code, need in NEED_TYPES.items()}


def filters(choice: Choice, counts: Counts, *, schools: Schools, groups: Sequence[tuple[int, str]]) -> Filters:
    """What may be chosen, and what is."""
    return Filters(
        day=choice.asked_day or write_date(choice.on),
        census_days=[CensusDay(_short(day), choice.query(on=write_date(day))) for day in census_days(choice.today)],
        statuses=[Option(code, STATUS_LABELS[code], code in choice.statuses, counts.by_status[code]) for code in "KEN"],
        areas=[
            Option(area, AREA_MARKS.get(area, AREA_LABELS[area]), area in choice.areas, counts.by_area[area])
            for area in (*AREAS, NO_AREA)
        ],
        needs=[Option(code, label, code == choice.need) for code, label in NEED_LABELS.items()],
        years=[Option(f"y{code}", year_groups.label(code), code == choice.year) for code in schools.year_groups],
        groups=[Option(f"g{pk}", name, pk == choice.group_id) for pk, name in groups],
        schools=[Option(str(pk), schools.names[pk], pk == choice.school_id) for pk in schools.ids],
    )


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
