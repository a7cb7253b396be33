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
