"""Reads a date as people in England write it."""

from __future__ import annotations

import datetime
import re
from calendar import month_name, monthrange

MONTHS = {month_name[number][:3].lower(): number for number in range(1, 13)}
WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+", re.IGNORECASE)
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
NUMBERS = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{2}|\d{4})$")
WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,9})\.?,?[\s./-]*(\d{2}|\d{4})$", re.IGNORECASE)


def read_date(text: str) -> datetime.date:
    """Which day is meant by 26/3/27, 26 March 2027, Friday 26th Mar 2027 or 2027-03-26?

    Raises ValueError whose message says what does not fit, without a subject.
    """
    tidy = WEEKDAY.sub("", " ".join(text.split()))
    if found := ISO.match(tidy):
        year, month, day = (int(part) for part in found.groups())
    elif found := NUMBERS.match(tidy):
        day, month, year = (int(part) for part in found.groups())
    elif found := WORDS.match(tidy):
        day, month, year = int(found[1]), _month_number(found[2]), int(found[3])
    else:
        raise ValueError("must be a day, month and year, like 26/3/2027")
    return _real_day(day=day, month=month, year=year + 2000 if year < 100 else year)


def write_date(day: datetime.date) -> str:
    """How is a day shown in a text box?"""
    return f"{day.day}/{day.month}/{day.year}"


def _month_number(word: str) -> int:
    number = MONTHS.get(word[:3].lower())
    if number is None or (word.lower() != "sept" and not month_name[number].lower().startswith(word.lower())):
        raise ValueError(f"has a month we do not know: {word}")
    return number


def _real_day(*, day: int, month: int, year: int) -> datetime.date:
    if not 1 <= month <= 12:
        raise ValueError(f"has no month {month}: put the day first, then the month, like 26/3/2027")
    if not 1900 <= year <= 2199:
        raise ValueError(f"has a year that cannot be right: {year}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"must be a real day: {month_name[month]} {year} has {last} days")
    return datetime.date(year, month, day)
