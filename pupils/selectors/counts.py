"""How many children are on the register, and how many would be shown by each choice beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from pupils.choosing import NO_AREA, Choice
from pupils.codes import AREAS, NEED_TYPES, ON_REGISTER, SEN_STATUS

if TYPE_CHECKING:
    from pupils.querysets import PupilQuerySet

AREA_OF: dict[str, str] = {need.code: need.area.value for need in NEED_TYPES.values() if need.area}
"""The broad area of each need type that has one."""


def of_statuses(statuses: frozenset[str]) -> Q:
    """Which children have one of these statuses? No status recorded counts as no SEN."""
    chosen = Q(state__code__in=sorted(statuses))
    return chosen | Q(state__code__isnull=True) if "N" in statuses else chosen


def of_areas(areas: frozenset[str]) -> Q:
    """Which children have their main need in one of these areas, or in none?"""
    types = [code for code, area in AREA_OF.items() if area in areas]
    chosen = Q(main__need_type__in=types)
    if NO_AREA in areas:
        chosen |= Q(main__need_type__isnull=True) | ~Q(main__need_type__in=list(AREA_OF))
    return chosen


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for the line under the heading and beside the filters."""

    roll: int
    support: int
    plan: int
    matched: int
    by_status: dict[str, int]
    by_area: dict[str, int]

    @property
    def on_register(self) -> int:
        """How many children have SEN support or an EHC plan?"""
        return self.support + self.plan


@dataclass(frozen=True, slots=True)
class Kind:
    """So many children have this status and this main need's area."""

    status: str
    area: str
    number: int


def count(*, scope: PupilQuerySet, narrowed: PupilQuerySet, roll: int, choice: Choice) -> Counts:
    """Count, beside each choice, what it would show with the other choices kept.

    Everything comes from one grouping by status and main need. Children without SEN are mostly counted as
    what is left of the roll: joining all 7,300 to their status took 25 ms where those on the register take 8.
    """
    everyone = "N" in choice.statuses or bool(choice.areas)
    kinds = _kinds(narrowed if everyone else narrowed.filter(_ON_REGISTER))
    of_scope = _kinds(scope.filter(_ON_REGISTER)) if choice.narrows_roll else kinds
    by_status = {code: _sum(kinds, statuses={code}, areas=choice.areas) for code in SEN_STATUS}
    if not everyone:
        by_status["N"] = (narrowed.count() if choice.narrows_roll else roll) - sum(by_status.values())
    return Counts(
        roll=roll,
        support=_sum(of_scope, statuses={"K"}),
        plan=_sum(of_scope, statuses={"E"}),
        matched=_sum(kinds, statuses=choice.statuses, areas=choice.areas),
        by_status=by_status,
        by_area={area: _sum(kinds, statuses=choice.statuses, areas={area}) for area in (*AREAS, NO_AREA)},
    )


_ON_REGISTER = Q(state__code__in=sorted(ON_REGISTER))


def _kinds(children: PupilQuerySet) -> list[Kind]:
    grouped = children.order_by().values_list("state__code", "main__need_type").annotate(number=Count("*"))
    return [Kind(code or "N", AREA_OF.get(need or "", NO_AREA), number) for code, need, number in grouped]


def _sum(kinds: Iterable[Kind], *, statuses: Iterable[str], areas: Iterable[str] = ()) -> int:
    chosen, within = set(statuses), set(areas)
    return sum(kind.number for kind in kinds if kind.status in chosen and (not within or kind.area in within))
