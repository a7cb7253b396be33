"""In which order groups of a school are listed. Nothing is read here but what is handed in."""

from __future__ import annotations

BEFORE_YEAR_ONE = {"N1": -2, "N2": -1, "R": 0}
NO_ONE_YEAR = 99


def youngest_first(*, kind: str, year_group: str, name: str) -> tuple[str, int, str]:
    """Classes before teaching groups, Reception before Year 1, and groups of no one year at the end."""
    age = BEFORE_YEAR_ONE.get(year_group, int(year_group) if year_group.isdecimal() else NO_ONE_YEAR)
    return kind, age, name
