"""The register of a school beside its last file from the MIS, for the check before census day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from pupils.census_checking import Difference, Told, compare, told_by_file
from pupils.intake import xml_files
from pupils.models import Enrolment, Need, Pupil, SenStatus, StatusQuestion
from pupils.services.imports.bringing import PUPILS
from schools.naming import sort_key
from schools.querysets import in_force
from trust_send.platform.tables.models import ImportRow, RowState, Stage, TableImport

if TYPE_CHECKING:
    from trust_send.platform.walls.reach import Reach

_NOT_ON_ROLL = frozenset(("left_already", "not_on_roll"))
_COLUMNS = {"upn": "UPN", "sen_status": "SEN status", "needs": "needs", "sen_unit": "places in a SEN unit",
            "resourced_provision": "places in resourced provision"}  # fmt: skip
"""What the check looks for in a file, as sentences call it."""

_OF_CHILD = ("legal_forename", "legal_surname", "preferred_forename", "preferred_surname", "sort_key", "year_group",
             "upn", "sen_unit", "resourced_provision")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to put right about one child."""

    name: str
    label: str
    pupil_id: int | None
    row: int | None
    question_id: int | None
    difference: Difference


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a school found, by name of the child."""

    lines: list[Line]
    on_roll: int
    in_file: int
    silent: list[str]
    """What the file says nothing about, in words."""


@dataclass(slots=True)
class _Child:
    name: str
    label: str
    order: str
    told: Told
    row: int | None = None


def last_file(*, reach: Reach, school_id: int) -> TableImport | None:
    """Which file of the whole roll was the last to be brought in? A transfer file tells of single children only."""
    of_whole_roll = ~Q(mapping__headings=[]) | Q(mapping__kind=xml_files.CENSUS)
    found = TableImport.objects.filter(
        of_whole_roll, kind=PUPILS, stage=Stage.APPLIED, trust_id=reach.trust_id, school_id=school_id
    )
    return found.order_by("-applied_at", "-pk").first()


def check(*, table: TableImport, on: date, census_day: date, with_needs: bool) -> Checked:
    """Every difference between the register on a day and the rows of a file, in the order of names."""
    ours = _register(table.school_id, on)
    known, unknown, columns = _file(table, on=on, with_needs=with_needs)
    questions = dict(
        StatusQuestion.objects.open().filter(school_id=table.school_id).values_list("pupil_id", "pk"),
    )
    # Whose record has gone to another school of the trust is not shown here any more, only the row of the file.
    ids = known.keys() - ours.keys()
    left = set(Pupil.objects.filter(pk__in=ids, school_id=table.school_id).values_list("pk", flat=True))
    lines: list[tuple[str, Line]] = []
    for pupil_id in ours.keys() | known.keys():
        here, there = ours.get(pupil_id), known.get(pupil_id)
        child = here or known[pupil_id]
        for difference in compare(
            here.told if here else None,
            there.told if there else None,
            census_day=census_day,
            with_needs=with_needs,
        ):
            row = there.row if there else None
            shown_id = pupil_id if pupil_id in ours or pupil_id in left else None
            line = Line(child.name, child.label, shown_id, row, questions.get(pupil_id), difference)
            lines.append((child.order, line))
    for child in unknown:
        for difference in compare(None, child.told, census_day=census_day, with_needs=with_needs):
            lines.append((child.order, Line(child.name, child.label, None, child.row, None, difference)))
    lines.sort(key=lambda each: (each[0], each[1].pupil_id or 0, each[1].row or 0, each[1].difference.kind))
    return Checked(
        [line for _, line in lines],
        on_roll=len(ours),
        in_file=len(known) + len(unknown),
        silent=[words for name, words in _COLUMNS.items() if name not in columns and (with_needs or name != "needs")],
    )


def _register(school_id: int, on: date) -> dict[int, _Child]:
    """The children on roll whose record the school holds; a guest is counted by the school they belong to."""
    # Plain values: as objects the 1,500 children of a large school took half of the page's time.
    enrolled = (
        Enrolment.objects.filter(in_force(on), at_school_id=school_id, school_id=school_id)
        .exclude(kind="G")
        .values_list("pupil_id", *(f"pupil__{name}" for name in _OF_CHILD))
    )
    statuses = dict(
        SenStatus.objects.filter(in_force(on), school_id=school_id).values_list("pupil_id", "code"),
    )
    needs: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Need.objects.filter(in_force(on), school_id=school_id).order_by("pupil_id", "rank")
    for pupil_id, rank, need_type in rows.values_list("pupil_id", "rank", "need_type"):
        needs[pupil_id].append((rank, need_type))
    found = {}
    for pupil_id, *facts in enrolled:
        child = dict(zip(_OF_CHILD, facts, strict=True))
        surname = child["preferred_surname"] or child["legal_surname"]
        found[pupil_id] = _Child(
            f"{surname}, {child['preferred_forename'] or child['legal_forename']}",
            child["year_group"],
            child["sort_key"],
            Told(
                upn=child["upn"],
                status=statuses.get(pupil_id, ""),
                needs=tuple(needs.get(pupil_id, ())),
                sen_unit=child["sen_unit"],
                resourced_provision=child["resourced_provision"],
            ),
        )
    return found


def _file(table: TableImport, *, on: date, with_needs: bool) -> tuple[dict[int, _Child], list[_Child], frozenset[str]]:
    """The children of the file: those whom it was found to speak of, and the others; and what it tells at all."""
    rows = [
        row
        for row in ImportRow.objects.filter(table=table)
        .exclude(state=RowState.ABSENT)
        .order_by("number", "pk")
        .values_list("number", "name", "label", "subject_id", "values", "problems")
        if _is_on_roll(row[4], row[5], on)
    ]
    columns = frozenset(name for row in rows for name in row[4].get("given", {}))
    columns |= frozenset(problem["field"] for row in rows for problem in row[5])
    known: dict[int, _Child] = {}
    unknown = []
    for number, name, label, subject_id, values, problems in rows:
        told = told_by_file(
            values.get("given", {}),
            [(problem["kind"], problem["sentence"]) for problem in problems],
            columns=columns,
            with_needs=with_needs,
        )
        surname, _, forename = name.partition(", ")
        child = _Child(name or "No name", label, sort_key(surname, forename), told, number)
        if subject_id is None or subject_id in known:
            unknown.append(child)
        else:
            known[subject_id] = child
    return known, unknown, columns


def _is_on_roll(values: dict[str, Any], problems: list[dict[str, str]], on: date) -> bool:
    """Does this row speak of a child who is on roll on a day? Guests are counted elsewhere."""
    given = values.get("given", {})
    if given.get("enrolment_kind") == "G" or any(problem["kind"] in _NOT_ON_ROLL for problem in problems):
        return False
    return not given.get("left_on") or date.fromisoformat(given["left_on"]) >= on
