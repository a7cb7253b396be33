"""The new school year: which year group follows which, who leaves, and what a class may be called then. Pure rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pupils.year_groups import NOT_FOLLOWED, YEAR_GROUPS, order, usual_year_group

IN_ORDER = tuple(code for code in YEAR_GROUPS if code != NOT_FOLLOWED)
_NUMBERED = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_RECEPTION = re.compile(r"(Reception|YR|R)(?=$|[ \-/]|[A-Z]$)")
_AFTER_RECEPTION = {"Reception": "Year 1", "YR": "Y1", "R": "1"}


class Fate(StrEnum):
    """What the new school year brings a child."""

    UP = "up"
    LEAVES = "leaves"
    STAYS = "stays"


class Doubt(StrEnum):
    """Why a person should look at a child before the new year begins."""

    OUT_OF_YEAR = "out of year"
    ALREADY = "already"
    ABOVE = "above"
    NO_YEAR = "no year"
    ELSEWHERE = "elsewhere"
    SINCE = "since"


CHOOSABLE = frozenset({Doubt.OUT_OF_YEAR, Doubt.ALREADY, Doubt.ABOVE})
"""Where a person says whether the child goes on; with the other doubts it stays until the record is put right."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is suggested for one child, and what is doubtful about it."""

    fate: Fate
    doubt: Doubt | None = None

    def decided(self, *, goes_on: bool, year_group: str, last: str | None) -> Fate:
        """What happens when a person has said whether this child goes on."""
        if self.doubt not in CHOOSABLE:
            return self.fate
        return going_on(year_group, last=last) if goes_on else Fate.STAYS


def following(code: str) -> str | None:
    """The year group after this one; None after Year 14, for X and for what is none."""
    place = IN_ORDER.index(code) + 1 if code in IN_ORDER else len(IN_ORDER)
    return IN_ORDER[place] if place < len(IN_ORDER) else None


def preceding(code: str) -> str | None:
    """The year group before this one; None before Nursery 1, for X and for what is none."""
    place = IN_ORDER.index(code) if code in IN_ORDER else 0
    return IN_ORDER[place - 1] if place else None


def school_year(first_day: date) -> int:
    """In which calendar year does the school year begin whose first day this is? Some begin in late August."""
    return first_day.year if first_day.month >= 8 else first_day.year - 1


def first_days(today: date) -> tuple[date, date]:
    """The first of September of this school year and of the next one."""
    start = today.year if today.month >= 9 else today.year - 1
    return date(start, 9, 1), date(start + 1, 9, 1)


def last_year_group(high_age: int | None) -> str | None:
    """The last year group of a school whose oldest pupils turn this age: 11 is Year 6, 16 Year 11, 18 Year 13."""
    if high_age is None:
        return None
    place = order("R") + high_age - 5
    return IN_ORDER[min(place, len(IN_ORDER) - 1)] if place >= 0 else None


def going_on(year_group: str, *, last: str | None) -> Fate:
    """What happens to a child of this year group who goes on: up, or away when it was the last one of the school."""
    if year_group not in IN_ORDER:
        return Fate.STAYS
    if following(year_group) is None or (last is not None and order(year_group) >= order(last)):
        return Fate.LEAVES
    return Fate.UP


def outlook(
    year_group: str,
    *,
    date_of_birth: date,
    year: int,
    last: str | None,
    elsewhere: bool = False,
    since: bool = False,
) -> Outlook:
    """What the school year that begins in ``year`` brings a child, as long as nobody says otherwise.

    ``elsewhere``: registered at a second school too. ``since``: in a group that it joined in the new year.
    """
    if year_group == NOT_FOLLOWED:
        return Outlook(Fate.STAYS)
    if year_group not in IN_ORDER:
        return Outlook(Fate.STAYS, Doubt.NO_YEAR)
    fate = going_on(year_group, last=last)
    if fate == Fate.LEAVES and elsewhere:
        return Outlook(Fate.STAYS, Doubt.ELSEWHERE)
    if fate == Fate.LEAVES and since:
        return Outlook(Fate.STAYS, Doubt.SINCE)
    if year_group == usual_year_group(date_of_birth, academic_year=year):
        return Outlook(Fate.STAYS, Doubt.ALREADY)
    if last is not None and order(year_group) > order(last):
        return Outlook(Fate.STAYS, Doubt.ABOVE)
    if year_group != usual_year_group(date_of_birth, academic_year=year - 1):
        return Outlook(fate, Doubt.OUT_OF_YEAR)
    return Outlook(fate)


def class_after(name: str, *, year_group: str, last: str | None) -> str:
    """What a class is likely to be called in the new year: 4B is 5B, Oak stays Oak; empty when it ends."""
    if year_group and going_on(year_group, last=last) == Fate.LEAVES:
        return ""
    numbers = _NUMBERED.findall(name)
    if year_group in ("", "R") and not numbers and _RECEPTION.match(name):
        if last == "R":
            return ""
        return _RECEPTION.sub(lambda found: _AFTER_RECEPTION[found[1]], name, count=1)
    if year_group == "N2":
        return name.replace("Nursery", "Reception")
    # One number alone, and the right one: 3/4 is two years, and Room 12 of Year 4 no year at all.
    if len(numbers) != 1 or numbers[0] not in IN_ORDER or year_group not in ("", numbers[0]):
        return name
    if going_on(numbers[0], last=last) == Fate.LEAVES:
        return ""
    return _NUMBERED.sub(following(numbers[0]) or "", name, count=1)
