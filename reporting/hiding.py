"""Which cells of a table are hidden, so that no child can be made out from it or from its totals: pure functions.

The totals of a table are known to its readers. So a hidden cell never stands alone, and the hidden ones of a column
hold five pupils at least together, unless the column itself holds fewer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reporting.smallness import SMALL_BELOW, Part, Parts, join_small


def hidden(pupils: Mapping[str, int], *, also: Collection[str] = (), below: int = SMALL_BELOW) -> frozenset[str]:
    """Which of these groups may not be shown? Those with 1 to 4 pupils, ``also``, and as many as shield them."""
    gone = {key for key, number in pupils.items() if key in also or 0 < number < below}
    rest = sorted((key for key in pupils if key not in gone), key=lambda key: (not pupils[key], pupils[key], key))
    while gone and rest and (len(gone) < 2 or sum(pupils[key] for key in gone) < below):
        gone.add(rest.pop(0))
    return frozenset(gone)


def may_sum(keys: Collection[str], parts: Iterable[Parts], *, below: int = SMALL_BELOW) -> bool:
    """May the sum of these lines be told beside tables that joined some of them? Not if it gives a joined one away."""
    tables = list(parts)
    inside = sum(part.pupils for table in tables for part in table.joined if part.key in keys)
    outside = sum(table.joined_pupils for table in tables) - inside
    return inside == 0 or (inside >= below and (outside == 0 or outside >= below))


def sums_that_may_show(groups: Mapping[str, str], parts: Iterable[Parts]) -> dict[str, int] | None:
    """What do the lines make by group, where no group gives a joined line away? None where nothing may be told.

    ``groups`` says in which group each line is. A group that may not be told is left out.
    """
    tables = list(parts)
    totals: dict[str, int] = {}
    joined: dict[str, int] = {}
    for table in tables:
        for lines, into in ((table.shown + table.joined, totals), (table.joined, joined)):
            for part in lines:
                group = groups[part.key]
                into[group] = into.get(group, 0) + part.pupils
    risky = join_small(Part(group, pupils) for group, pupils in joined.items())
    if risky.joined and risky.joined_pupils < SMALL_BELOW:
        return None
    gone = {part.key for part in risky.joined}
    return {group: pupils for group, pupils in totals.items() if group not in gone}
