"""Dates as exports write them; the order of day and month is decided for a whole column and never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})" + _TIME, re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_NAMED = re.compile(
    r"(?:\w{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})\.?,?[-/. ]*(\d{4}|\d{2})" + _TIME, re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
_SERIAL = re.compile(r"[1-6]\d{4}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date, or why there is none: “unclear”, “number”, “mixed”."""

    day: date | None = None
    trouble: str = ""


def order_is_mixed(cells: Iterable[object]) -> bool:
    """Whether a column cannot be trusted to put the day first.

    One value that only works month first is enough. So is a workbook column where every date with a day up to 12 is a
    real date and every later one is text: that is what a spreadsheet set to the American order makes of a British file.
    """
    real, real_late, text_late = 0, 0, 0
    for cell in cells:
        if isinstance(cell, date):
            real += 1
            real_late += cell.day > 12
        elif isinstance(cell, str) and (found := _NUMERIC.fullmatch(cell)):
            first, second = int(found[1]), int(found[3])
            if first <= 12 < second <= 31:
                return True
            text_late += first > 12
    return text_late > 0 and real >= 4 and real_late == 0


def read(cell: object, *, mixed: bool, newest: date) -> Reading:
    """The date in a cell. A year of two digits is the latest one that is not after `newest`."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return Reading(trouble="mixed") if mixed and cell.day <= 12 and cell.day != cell.month else Reading(cell)
    text = " ".join(str(cell).split())
    if found := _YEAR_FIRST.fullmatch(text):
        return _made(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMERIC.fullmatch(text):
        return _numeric(int(found[1]), int(found[3]), found[4], mixed=mixed, newest=newest)
    if (found := _NAMED.fullmatch(text)) and (month := _month(found[2])):
        return _made(_year(found[3], newest), month, int(found[1]))
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _month(found[1])):
        return _made(int(found[3]), month, int(found[2]))
    return Reading(trouble="number" if _SERIAL.fullmatch(text) else "unclear")


def swapped(day: date) -> date | None:
    """The date with day and month exchanged, where that is a date."""
    try:
        return date(day.year, day.day, day.month)
    except ValueError:
        return None


def in_words(day: date) -> str:
    """A date as people write it: 4 November 2018."""
    return f"{day.day} {day:%B} {day.year}"


def _numeric(first: int, second: int, year: str, *, mixed: bool, newest: date) -> Reading:
    if mixed and first <= 12 and first != second and second <= 31:
        return Reading(trouble="mixed")
    return _made(_year(year, newest), second, first)


def _made(year: int, month: int, day: int) -> Reading:
    try:
        return Reading(date(year, month, day))
    except ValueError:
        return Reading(trouble="unclear")


def _month(name: str) -> int | None:
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december")  # fmt: skip
    name = name.casefold()
    if name != "sept" and not any(month.startswith(name) for month in full):
        return None
    return _MONTHS.get(name[:3])


def _year(text: str, newest: date) -> int:
    if len(text) == 4:
        return int(text)
    year = newest.year // 100 * 100 + int(text)
    return year if year <= newest.year else year - 100


def newest_for(kind: str, today: date) -> date:
    """The latest plausible day for a kind of date: birth and past dates today, others some years ahead."""
    return today if kind in ("birth date", "past date") else today + timedelta(days=365 * 8)
