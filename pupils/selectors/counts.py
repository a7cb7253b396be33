"""How many children are on the register, and how many would be shown by each choice beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pupils.choosing import NO_AREA, Choice
from pupils.codes import AREAS, SEN_STATUS


@dataclass(frozen=True, slots=True)
class Kind:
    """So many children have this status, and a main need in this area; do they fit name, year, class and need?"""

    fits: bool
    status: str
    area: str
    number: int


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


def rest_of_roll(kinds: Iterable[Kind], *, fitting: int) -> Kind:
    """The children of the part of the roll that fits whom no other kind counts: without SEN, and without a need."""
    return Kind(fits=True, status="N", area=NO_AREA, number=fitting - sum(kind.number for kind in kinds if kind.fits))


def count(kinds: Iterable[Kind], *, roll: int, choice: Choice) -> Counts:
    """Count, beside each choice, what it would show with the other choices kept."""
    kinds = list(kinds)
    fit = [kind for kind in kinds if kind.fits]
    return Counts(
        roll=roll,
        support=_sum(kinds, statuses={"K"}),
        plan=_sum(kinds, statuses={"E"}),
        matched=_sum(fit, statuses=choice.statuses, areas=choice.areas),
        by_status={code: _sum(fit, statuses={code}, areas=choice.areas) for code in SEN_STATUS},
        by_area={area: _sum(fit, statuses=choice.statuses, areas={area}) for area in (*AREAS, NO_AREA)},
    )


def _sum(kinds: Iterable[Kind], *, statuses: Iterable[str], areas: Iterable[str] = ()) -> int:
    chosen, within = set(statuses), set(areas)
    return sum(kind.number for kind in kinds if kind.status in chosen and (not within or kind.area in within))
