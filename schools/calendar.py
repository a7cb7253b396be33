"""School years, terms in both namings, and which days are school days: pure functions on dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

SEASONS = {1: "Autumn", 2: "Autumn", 3: "Spring", 4: "Spring", 5: "Summer", 6: "Summer"}


@dataclass(frozen=True, slots=True)
class TermDates:
    """One half-term: its number in the year (1 to 6), first and last school day."""

    number: int
    starts_on: date
    ends_on: date


def year_start(day: date) -> int:
    """In which calendar year did the school year of this day begin? A school year runs from 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def year_label(start: int) -> str:
    """How is a school year written? 2026 is 2026/27."""
    return f"{start}/{(start + 1) % 100:02d}"


def term_name(number: int, naming: str) -> str:
    """What does a school call this half-term? Six-term schools count, three-term schools halve."""
    if naming == "six":
        return f"Term {number}"
    return f"{SEASONS[number]} term, {'first' if number % 2 else 'second'} half"


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Which days are bank holidays in England in this calendar year?"""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one school."""

    terms: tuple[TermDates, ...]

    @classmethod
    def of(cls, terms: Iterable[TermDates]) -> Calendar:
        """Put terms in the order of their days."""
        return cls(tuple(sorted(terms, key=lambda term: term.starts_on)))

    def term_on(self, day: date) -> TermDates | None:
        """In which half-term is this day, if any?"""
        return next((term for term in self.terms if term.starts_on <= day <= term.ends_on), None)

    def is_school_day(self, day: date) -> bool:
        """Are the pupils in school on this day, as far as the calendar knows?"""
        return day.weekday() < 5 and self.term_on(day) is not None and day not in bank_holidays(day.year)

    def school_days(self, from_: date, until: date) -> int:
        """How many school days are there from the first day (included) until the second (not included)?"""
        return sum(self.is_school_day(from_ + timedelta(days=n)) for n in range((until - from_).days))
