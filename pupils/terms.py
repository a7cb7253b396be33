"""The three terms of a school year, of a school's half-terms: a register is reviewed once in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from schools.calendar import SEASONS, year_label


class HalfTerm(Protocol):
    """A half-term of a school as it is kept."""

    pk: int
    year_start: int
    number: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class WholeTerm:
    """A term of both its halves, or of the one that has dates."""

    half_term_id: int
    """The first half with dates: what belongs to the term is kept with it."""
    year_start: int
    number: int
    """1 autumn, 2 spring, 3 summer."""
    starts_on: date
    ends_on: date
    """The last day in school."""

    @property
    def halves(self) -> tuple[int, int]:
        """The numbers of its half-terms."""
        return 2 * self.number - 1, 2 * self.number


def whole_terms(halves: Iterable[HalfTerm]) -> list[WholeTerm]:
    """The terms of which these half-terms are parts, in order."""
    found: dict[tuple[int, int], list[HalfTerm]] = {}
    for half in halves:
        found.setdefault((half.year_start, (half.number + 1) // 2), []).append(half)
    terms = []
    for (year_start, number), parts in sorted(found.items()):
        parts.sort(key=lambda half: half.number)
        terms.append(WholeTerm(parts[0].pk, year_start, number, parts[0].starts_on, parts[-1].ends_on))
    return terms


def term_of(terms: Iterable[WholeTerm], on: date) -> WholeTerm | None:
    """The term that a day belongs to: the last one begun, also in the holidays after it; else the first to come."""
    begun = [term for term in terms if term.starts_on <= on]
    return max(begun, key=lambda term: term.starts_on) if begun else min(terms, key=lambda t: t.starts_on, default=None)


def term_label(year_start: int, half_term: int, naming: str) -> str:
    """How does a school call the term of one of its half-terms?"""
    number = (half_term + 1) // 2
    name = f"Terms {2 * number - 1} and {2 * number}," if naming == "six" else f"{SEASONS[half_term]} term"
    return f"{name} {year_label(year_start)}"
