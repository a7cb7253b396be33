"""The filter beside the register: every choice with the number it would show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString

from pupils import year_groups
from pupils.census_days import census_days
from pupils.choosing import NO_AREA, TO_DO_WORDS, Choice
from pupils.codes import AREAS, NEED_TYPES, SEN_STATUS
from pupils.presenting.words import AREA_LABELS, LAYER_LABELS
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
    statuses: SafeString
    areas: SafeString
    layers: SafeString
    needs: SafeString
    to_dos: SafeString
    years: SafeString
    groups: SafeString
    schools: SafeString


STATUS_LABELS = {code: status_mark(code, words) for code, words in SEN_STATUS.items()}
AREA_MARKS = {code: area_mark(code, AREA_LABELS[code]) for code in AREAS}
NEED_LABELS = {code: f"{need.shown} ({code})" for code, need in NEED_TYPES.items()}


def filters(choice: Choice, counts: Counts, *, schools: Schools, groups: Sequence[tuple[int, str]]) -> Filters:
    """What may be chosen, and what is."""
    areas = [
        Option(area, AREA_MARKS.get(area, AREA_LABELS[area]), area in choice.areas, counts.by_area[area])
        for area in (*AREAS, NO_AREA)
    ]
    statuses = [Option(code, STATUS_LABELS[code], code in choice.statuses, counts.by_status[code]) for code in "KEN"]
    years = [Option(f"y{code}", year_groups.label(code), code == choice.year) for code in schools.year_groups]
    return Filters(
        day=choice.asked_day or write_date(choice.on),
        census_days=[CensusDay(_short(day), choice.query(on=write_date(day))) for day in census_days(choice.today)],
        statuses=_boxes("st", statuses),
        areas=_boxes("ar", areas),
        layers=_lines(Option(code, words, code == choice.layer) for code, words in LAYER_LABELS.items()),
        needs=_lines(Option(code, NEED_LABELS[code], code == choice.need) for code in _needs_of(choice)),
        to_dos=_lines(Option(to_do.value, words, to_do == choice.to_do) for to_do, words in TO_DO_WORDS.items()),
        years=_lines(years),
        groups=_lines(Option(f"g{pk}", name, pk == choice.group_id) for pk, name in groups),
        schools=_lines(Option(str(pk), schools.names[pk], pk == choice.school_id) for pk in schools.ids),
    )


def _needs_of(choice: Choice) -> list[str]:
    """The types of need that the census knew on the day that is looked at, and the one that is chosen."""
    year = year_groups.academic_year(choice.on)
    return [code for code, need in NEED_TYPES.items() if need.first_year <= year or code == choice.need]


def _boxes(name: str, options: Iterable[Option]) -> SafeString:
    """Boxes to tick, each with its number."""
    return SafeString(  # nosec B703
        "".join(
            f'<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="{name}{place}" '
            f'name="{name}" type="checkbox" value="{escape(option.value)}"{" checked" if option.chosen else ""}>'
            f'<label class="govuk-label govuk-checkboxes__label" for="{name}{place}">{escape(option.label)} '
            f"{option.number or 0:,}</label></div>"
            for place, option in enumerate(options)
        )
    )


def _lines(options: Iterable[Option]) -> SafeString:
    """Lines of a list to choose from."""
    return SafeString(  # nosec B703
        "".join(
            f'<option value="{escape(option.value)}"{" selected" if option.chosen else ""}>'
            f"{escape(option.label)}</option>"
            for option in options
        )
    )


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
