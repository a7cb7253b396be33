"""What is measured, and how cells of a count become figures: pure functions.

M1 to M4 of the trust's measures: SEN support, EHC plan and all SEN as parts of the roll, and main needs as parts of
the pupils with that status. Numerator and denominator are kept, so that a trust's figure is a sum and never an average.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

ALL = "all"


class Measure(StrEnum):
    """One thing that is counted for every school."""

    ROLL = "roll"
    SEN_SUPPORT = "sen_support"
    EHC_PLAN = "ehc_plan"
    ALL_SEN = "all_sen"
    NEED = "need"
    """Main need: the group is the status and the need type, for example K:SLCN."""
    NO_NEED = "no_need"
    """Pupils on the register without a main need."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Pupils of one school who share these facts on a day."""

    school_id: int
    status: str
    need: str
    sex: str
    year_group: str
    fsm: bool | None
    eal: bool | None
    pupils: int


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of one school: so many of so many."""

    school_id: int
    measure: Measure
    group: str
    numerator: int
    denominator: int


STATUSES = {Measure.SEN_SUPPORT: {"K"}, Measure.EHC_PLAN: {"E"}, Measure.ALL_SEN: {"K", "E"}}


def counts(cells: Iterable[Cell], *, groups: bool, school_ids: Collection[int] = ()) -> list[Count]:
    """Which figures do these cells make? ``groups`` adds sex, year, free meals and language.

    A school of ``school_ids`` without a cell has nobody on roll, and is counted as such.

    Groups are left out for past days, because those facts are only known as they are now. An unknown value is a group
    of its own, so that the parts always add up to the whole.
    """
    cells = list(cells)
    found: list[Count] = []
    for school_id in sorted({*school_ids, *(cell.school_id for cell in cells)}):
        own = [cell for cell in cells if cell.school_id == school_id]
        roll = sum(cell.pupils for cell in own)
        found.append(Count(school_id, Measure.ROLL, ALL, roll, roll))
        found += _of_statuses(school_id, ALL, own)
        found += _of_needs(school_id, own)
        if groups:
            for group in sorted({group for cell in own for group in _groups(cell)}):
                found += _of_statuses(school_id, group, [cell for cell in own if group in _groups(cell)])
    return found


def _of_statuses(school_id: int, group: str, cells: list[Cell]) -> list[Count]:
    roll = sum(cell.pupils for cell in cells)
    return [
        Count(school_id, measure, group, sum(cell.pupils for cell in cells if cell.status in statuses), roll)
        for measure, statuses in STATUSES.items()
    ]


def _of_needs(school_id: int, cells: list[Cell]) -> list[Count]:
    found = []
    for status in ("K", "E"):
        needs: Counter[str] = Counter()
        for cell in cells:
            if cell.status == status:
                needs[cell.need] += cell.pupils
        total = needs.total()
        without = needs.pop("", 0)
        found.append(Count(school_id, Measure.NO_NEED, status, without, total))
        found += [Count(school_id, Measure.NEED, f"{status}:{need}", n, total) for need, n in sorted(needs.items())]
    return found


def _groups(cell: Cell) -> tuple[str, ...]:
    return (
        f"sex:{cell.sex}",
        f"year:{cell.year_group}",
        f"fsm:{_known(cell.fsm)}",
        f"eal:{_known(cell.eal)}",
    )


def _known(value: bool | None) -> str:  # noqa: FBT001 - it is what is named
    return "unknown" if value is None else "yes" if value else "no"
