"""Several rows of one child made into one: MIS reports give a row per need or per contact."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pupils import naming

from .fields import FIELDS, OWN_STATUS
from .needs import RankedNeed, in_order
from .problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class FileRow:
    """What the file says about one child. Only what it says: a blank cell leaves no trace in `values`."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    needs: list[RankedNeed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    also: list[int] = field(default_factory=list)  # further rows of the file about the same child
    whole_name: str = ""  # a name that could not be split into surname and forename

    @property
    def name(self) -> str:
        """Surname, forename as lists show them."""
        surname = self.values.get("preferred_surname") or self.values.get("legal_surname") or ""
        forename = self.values.get("preferred_forename") or self.values.get("legal_forename") or ""
        return ", ".join(part for part in (surname, forename) if part) or self.whole_name

    @property
    def name_key(self) -> tuple[str, str]:
        """Legal surname and forename folded for comparing."""
        has = self.values
        return naming.fold(has.get("legal_surname", "")), naming.fold(has.get("legal_forename", ""))

    def take_in(self, other: FileRow) -> None:
        """Add what a row below says where this one says nothing."""
        for name, value in other.values.items():
            self.values.setdefault(name, value)
        self.needs.extend(other.needs)
        self.problems.extend(found for found in other.problems if found not in self.problems)
        self.also = sorted({*self.also, other.number, *other.also})


def merge(rows: Iterable[FileRow]) -> list[FileRow]:
    """One row per child, in the order of the file; rows that share a UPN and disagree on who it is are problems."""
    by_upn: dict[str, list[FileRow]] = defaultdict(list)
    without: list[FileRow] = []
    for row in rows:
        (by_upn[row.values["upn"]] if "upn" in row.values else without).append(row)
    groups: list[list[FileRow]] = []
    for sharing in by_upn.values():
        if _one_child(sharing):
            groups.append(sharing)
        else:
            _say_shared(sharing)
            groups.extend([row] for row in sharing)
    _join_by_name(groups, without)
    merged = [_made_one(sorted(group, key=lambda row: row.number)) for group in groups]
    _say_shared_admissions(merged)
    return sorted(merged, key=lambda row: row.number)


def _one_child(rows: list[FileRow]) -> bool:
    births = {row.values["date_of_birth"] for row in rows if "date_of_birth" in row.values}
    surnames = {row.name_key[0] for row in rows} - {""}
    forenames = {row.name_key[1] for row in rows} - {""}
    return len(births) <= 1 and len(surnames) <= 1 and len(forenames) <= 1


def _say_shared(rows: list[FileRow]) -> None:
    for row in rows:
        others = sorted(other.number for other in rows if other is not row)
        row.problems.append(problem("upn_twice", "upn", rows=listed(others)))


def _say_shared_admissions(rows: list[FileRow]) -> None:
    """An admission number is one child's. Where the UPN says who is who, only the number is left out."""
    sharing: dict[str, list[FileRow]] = defaultdict(list)
    for row in rows:
        if "admission_number" in row.values:
            sharing[bare(row.values["admission_number"])].append(row)
    for together in sharing.values():
        for row in together if len(together) > 1 else ():
            others = listed(sorted(other.number for other in together if other is not row))
            if "upn" in row.values:
                del row.values["admission_number"]
                row.problems.append(problem("admission_twice_with_upn", "admission_number", rows=others))
            else:
                row.problems.append(problem("admission_twice", "admission_number", rows=others))


def bare(admission_number: str) -> str:
    """An admission number without the leading zeros that a spreadsheet may have taken."""
    return admission_number.casefold().lstrip("0")


def _join_by_name(groups: list[list[FileRow]], without: list[FileRow]) -> None:
    """Rows without a UPN join the one child of the same name, birth and, where both give it, admission number."""
    named: dict[tuple[Any, ...], list[list[FileRow]]] = defaultdict(list)
    for group in groups:
        for key in {key for row in group if (key := _key(row))}:
            named[key].append(group)
    # Rows with an admission number first, so that the order in the file does not decide what is joined.
    for row in sorted(without, key=lambda row: ("admission_number" not in row.values, row.number)):
        key = _key(row)
        fitting = [group for group in (named[key] if key else []) if _admissions_agree(group, row)]
        if len(fitting) == 1:
            fitting[0].append(row)
            continue
        group = [row]
        groups.append(group)
        if key:
            named[key].append(group)


def _key(row: FileRow) -> tuple[Any, ...] | None:
    birth = row.values.get("date_of_birth")
    return (*row.name_key, birth) if birth and all(row.name_key) else None


def _admissions_agree(group: list[FileRow], row: FileRow) -> bool:
    number = row.values.get("admission_number")
    known = {other.values["admission_number"] for other in group if "admission_number" in other.values}
    return not number or not known or number in known


def _made_one(group: list[FileRow]) -> FileRow:
    first = group[0]
    if len(group) == 1:
        made = first
    else:
        made = FileRow(
            first.number, also=sorted({row.number for row in group[1:]} | {n for row in group for n in row.also})
        )
        made.whole_name = first.whole_name
        for row in group:
            made.needs.extend(row.needs)
            made.problems.extend(found for found in row.problems if found not in made.problems)
        _agree(made, group)
    if made.needs:
        made.values["needs"], claimed = in_order(made.needs)
        if claimed is not None:
            made.problems.append(problem("needs_same_rank", "needs", value=claimed))
    return made


def _agree(made: FileRow, group: list[FileRow]) -> None:
    for name in dict.fromkeys(name for row in group for name in row.values):
        given = [row.values[name] for row in group if name in row.values]
        if name == OWN_STATUS:
            made.values |= {name: given[0]} if len(set(given)) == 1 and "sen_status" in made.values else {}
            continue
        same = naming.fold if FIELDS[name].kind == "name" else lambda value: value
        if len({same(value) for value in given}) == 1:
            made.values[name] = given[0]
            continue
        kind = "rows_disagree_birth" if name == "date_of_birth" else "rows_disagree"
        rows = listed([row.number for row in group])
        made.problems.append(problem(kind, name, rows=rows, label=FIELDS[name].label))


def listed(numbers: list[int]) -> str:
    """Row numbers as people list them: “14”, “14 and 15”, “14, 15 and 16”."""
    words = [str(number) for number in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
