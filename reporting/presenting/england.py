"""Beside which figure for England does a school or a group of schools stand, and how is it named?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from reporting.measures import Measure
from reporting.national import ALL_SCHOOLS, LINE_BY_PHASE, Comparator, national, year_of_all
from trust_send.platform import charts

SHORT_LINES = {
    "all": "all schools",
    "nursery": "nursery",
    "primary": "primary",
    "secondary": "secondary",
    "special": "special",
    "ap": "alternative provision",
}
LINE_NAMES = {
    "nursery": "Nursery schools",
    "primary": "Primary schools",
    "secondary": "Secondary schools",
    "special": "Special schools",
    "ap": "Alternative provision",
}
"""Kinds of schools as the published tables know them, in the order of a child's years."""
MEASURES = (Measure.SEN_SUPPORT, Measure.EHC_PLAN, Measure.ALL_SEN)
MAIN_NEED = "main_need"
OWN_KIND_ONLY = frozenset({"special", "ap"})
"""Never set beside all schools: hardly any pupil there is on SEN support."""


def line_of(phase: str) -> str:
    """To which published line does this kind of school belong?"""
    return LINE_BY_PHASE[phase]


def phase_of(phases: Iterable[str]) -> str:
    """Beside which kind of school do these stand? Schools of several kinds stand beside all schools."""
    found = list(phases)
    return found[0] if found and len({line_of(phase) for phase in found}) == 1 else ALL_SCHOOLS


@lru_cache(maxsize=1_000)  # the published tables do not change while a process lives, and a page asks school by school
def england(measure: Measure, phase: str, *, on: date) -> Comparator | None:
    """England's figure for a measure of the roll, of the newest year that has them all: the parts make the whole."""
    return national(measure.value, phase, on=on, year=year_of_all(MEASURES, phase, on=on))


def england_need(status: str, need: str, phase: str, *, on: date) -> Comparator | None:
    """England's share of pupils with this status who have this main need."""
    found = national(MAIN_NEED, phase, status, need, on=on)
    if found is None and status == "K" and line_of(phase) not in OWN_KIND_ONLY:
        found = national(MAIN_NEED, ALL_SCHOOLS, status, need, on=on)
    return found


def share_of(comparator: Comparator) -> float:
    """The published per cent as a share from 0 to 1."""
    return float(comparator.value / 100)


def per_cent_of(comparator: Comparator) -> str:
    """The published per cent with one decimal, halves up."""
    return f"{charts.half_up(comparator.value, 1)}%"


def in_a_chart(comparator: Comparator) -> charts.Comparator:
    """The figure as a chart's line; the caption says the year and the source."""
    return charts.Comparator(f"England, {SHORT_LINES[comparator.line]}", share_of(comparator))


def source_of(comparators: Iterable[Comparator | None]) -> str:
    """Where do these figures come from, and what must a reader know before comparing?"""
    found = [comparator for comparator in comparators if comparator is not None]
    sentences = []
    if labels := list(dict.fromkeys(comparator.label for comparator in found)):
        sources = list(dict.fromkeys(comparator.source for comparator in found))
        sentences.append(f"{'; '.join(labels)}. Source: {'; '.join(sources)}.")
    if any(comparator.is_old for comparator in found):
        sentences.append("No newer figure for this kind of school has been published in this form.")
    sentences += dict.fromkeys(comparator.caution for comparator in found if comparator.caution)
    return " ".join(sentences)
