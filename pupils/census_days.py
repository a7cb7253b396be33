"""The days on which the school census counts (domain: first Thursday of October, third of January and of May)."""

from __future__ import annotations

from datetime import date, timedelta

_THURSDAY = 3
_CENSUSES = ((1, 3), (5, 3), (10, 1))
"""Month, and which Thursday of it. The department may move a day; this is the rule, used for shortcuts only."""


def nth_thursday(year: int, month: int, number: int) -> date:
    """Which day is the first, second … Thursday of a month?"""
    first = date(year, month, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 7 * (number - 1))


def census_days(until: date, *, number: int = 3) -> list[date]:
    """The latest census days up to a day, in the order of time: one of each term unless told otherwise."""
    days = [nth_thursday(year, month, which) for year in (until.year - 1, until.year) for month, which in _CENSUSES]
    return sorted(day for day in days if day <= until)[-number:]


def coming_census_days(since: date, *, number: int = 3) -> list[date]:
    """The next census days from a day on, that day included, in the order of time."""
    days = [nth_thursday(year, month, which) for year in (since.year, since.year + 1) for month, which in _CENSUSES]
    return sorted(day for day in days if day >= since)[:number]


def asks_for_needs(census_day: date) -> bool:
    """Does the census of this day collect need types and their ranks? Only the one in January does."""
    return census_day.month == 1
