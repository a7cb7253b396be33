"""What a whole list from Get Information About Schools holds for one trust: pure rules, no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from schools import gias

MOST_SCHOOLS = 500
"""No trust has so many; a longer list is the register of the whole country."""


@dataclass(kw_only=True)
class SchoolList:
    """The schools to keep, and everything that is to be said about the other rows."""

    schools: list[gias.SchoolFacts] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)  # URNs
    others: Counter[str] = field(default_factory=Counter)  # what no trust keeps, by kind
    problems: list[str] = field(default_factory=list)
    trusts: Counter[str] = field(default_factory=Counter)  # of every row, before one trust is chosen

    def notices(self) -> list[str]:
        """Sentences for the person who brought the list; nothing was held back for them."""
        said = []
        if self.others:
            kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(self.others.items()))
            said.append(f"Left out, because a trust keeps no pupils there: {kinds}.")
        strange = Counter((one.la_code, one.la_name) for one in self.schools if not gias.names_english_la(one.la_code))
        said += [
            f"“{code}” ({name}) is not the code of a local authority in England. "
            f"Check it; it was kept for {count} {'school' if count == 1 else 'schools'}."
            for (code, name), count in sorted(strange.items())
        ]
        return said

    def no_such_trust(self, group: str) -> str:
        """Why nothing was found for the trust that was asked for."""
        near = get_close_matches(group.casefold(), {name.casefold(): name for name in self.trusts}, n=3, cutoff=0.5)
        names = [name for name in self.trusts if name.casefold() in near]
        if not self.trusts:
            return "The file has no column Trusts (name), so --group cannot be used with it."
        likeness = f" Is it {' or '.join(f'“{name}”' for name in sorted(names))}?" if names else ""
        return f"No row of the file has “{group}” as its Trusts (name).{likeness}"


def read(rows: Iterable[tuple[int, Mapping[str, str]]], *, group: str | None) -> SchoolList:
    """Take the rows by number. Only the chosen trust's are judged, and of those only the open ones."""
    found = SchoolList()
    by_urn: dict[str, tuple[int, gias.SchoolFacts]] = {}
    by_number: dict[str, tuple[int, gias.SchoolFacts]] = {}
    for number, row in rows:
        trusts = [" ".join((row.get(name) or "").split()) for name in gias.TRUSTS]
        if trusts[0]:
            found.trusts[trusts[0]] += 1
        if group is not None and " ".join(group.split()).casefold() not in [name.casefold() for name in trusts]:
            continue
        if gias.is_closed(row):
            found.closed.append((row.get("URN") or "").strip())
            continue
        try:
            facts = gias.facts(row)
        except gias.NoSchoolError as kind:
            found.others[str(kind)] += 1
            continue
        except gias.UnusableRowError as reason:
            found.problems.append(f"Row {number}: {reason}")
            continue
        before = by_urn.setdefault(facts.urn, (number, facts))
        same_number = by_number.setdefault(facts.laestab, (number, facts))
        if before[1] != facts:
            found.problems.append(
                f"Rows {before[0]} and {number} have the same URN, {facts.urn}, and say different things. Take one out."
            )
        elif before[0] == number and same_number[1].urn != facts.urn:
            found.problems.append(
                f"Rows {same_number[0]} and {number} are two open schools with the same local authority code and "
                f"establishment number, {facts.laestab[:3]} and {facts.laestab[3:]}. Take the one out that has closed."
            )
        elif before[0] == number:
            found.schools.append(facts)
    return found
