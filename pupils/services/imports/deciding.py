"""What a person says about rows of the preview."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from pupils import naming
from pupils.intake import FIELDS
from pupils.intake import values as cells
from pupils.intake.problems import Weight
from pupils.models import Pupil
from pupils.services.imports import bringing
from schools.models import User
from trust_send.platform.jobs.asking import ask
from trust_send.platform.jobs.models import Job
from trust_send.platform.tables.models import Decision, ImportRow, RowState, Stage, TableImport

OFFERED = {
    RowState.PROBLEM: (Decision.NONE,),
    RowState.ASK: (Decision.NONE, Decision.SAME_CHILD, Decision.ANOTHER),
    RowState.QUESTION: (Decision.NONE, Decision.LEAVE),
    RowState.NEW: (Decision.NONE, Decision.LEAVE),
    RowState.CHANGED: (Decision.NONE, Decision.LEAVE),
    RowState.SAME: (Decision.NONE,),
    RowState.ABSENT: (Decision.NONE, Decision.LEFT),
}
"""Which decisions each state of a row allows; ``NONE`` takes a decision back."""

OVERRULED_BY_A_YES = frozenset({"birth_swapped"})
"""Problems after which the rest of the row is sound, so that a person may say: take it as it stands."""


def offered(row: ImportRow) -> tuple[Decision, ...]:
    """Which decisions may be made about this row?"""
    kinds = {problem["kind"] for problem in row.problems if problem["weight"] == "row"}
    if row.state == RowState.PROBLEM and kinds and kinds <= OVERRULED_BY_A_YES:
        return (Decision.NONE, Decision.TAKE)
    return OFFERED[RowState(row.state)]


@transaction.atomic
def decide(*, row: ImportRow, decision: Decision, left_on: date | None = None) -> ImportRow:
    """Decide about one row; what is applied is then what was looked at."""
    _ready(row.table)
    if decision not in offered(row):
        raise ValidationError("That cannot be decided about this row.")
    if decision == Decision.LEFT:
        if left_on is None:
            raise ValidationError({"left_on": "Enter the last day at the school"})
        row.values = {**row.values, "left_on": left_on.isoformat()}
    row.decision = decision
    row.save(update_fields=["decision", "values"])
    return row


@transaction.atomic
def correct(*, row: ImportRow, field: str, text: str, by: User, today: date) -> Job:
    """Type a value in place of what the file has, and read the file again with it; it must hold as a cell would."""
    table = _locked(row.table)
    if field not in correctable(row):
        raise ValidationError("That cannot be corrected in this row.")
    text = " ".join(text.split())
    _insist_it_is_sound(row, field, text, today)
    corrections = dict(table.mapping.get("corrections", {}))
    for line in _lines(row):
        corrections[line] = {**corrections.get(line, {}), field: text}
    table.mapping = {**table.mapping, "corrections": corrections}
    return bringing.read_again(table=table, by=by)


@transaction.atomic
def uncorrect(*, row: ImportRow, by: User) -> Job:
    """Let what was typed into this row go, and read the file again without it: the row says what the file says."""
    table = _locked(row.table)
    lines = _lines(row)
    corrections = dict(table.mapping.get("corrections", {}))
    if not corrections.keys() & lines:
        raise ValidationError("Nothing was typed in this row. It says what the file says.")
    table.mapping = {
        **table.mapping,
        "corrections": {line: typed for line, typed in corrections.items() if line not in lines},
    }
    return bringing.read_again(table=table, by=by)


def _lines(row: ImportRow) -> frozenset[str]:
    """The lines of the file that this row is made of: several where they are about one child."""
    return frozenset(str(number) for number in (row.number, *row.values.get("also", ())))


def correctable(row: ImportRow) -> frozenset[str]:
    """Which values of a row may be typed anew on the preview? The UPN, where it holds the row back."""
    wrong = {problem["field"] for problem in row.problems if problem["weight"] == Weight.ROW}
    return frozenset({"upn"} & wrong) if row.state == RowState.PROBLEM else frozenset()


def _insist_it_is_sound(row: ImportRow, field: str, text: str, today: date) -> None:
    """The rules of a cell, and for a UPN: that it is nobody else's, in the register or in the file."""
    if not text:
        raise ValidationError({field: f"Enter the {FIELDS[field].label}"})
    value, problems = cells.read(text, FIELDS[field], cells.Context(today))
    stopping = [problem.sentence for problem in problems if problem.weight != Weight.NOTE]
    if value is None or stopping:
        raise ValidationError({field: stopping or ["That is not understood."]})
    given = row.values.get("given", {})
    twin = row.table.rows.filter(values__given__upn=value).exclude(pk=row.pk).order_by("number").first()
    if twin is not None and naming.fold(twin.name) != naming.fold(row.name):
        raise ValidationError({field: f"Row {twin.number} of this file, {twin.name}, has this UPN."})
    holder = Pupil.objects.filter(school_id=row.school_id, upn=value).first()
    if holder is not None and not _is_called(holder, given):
        name = f"{holder.forename} {holder.surname}"
        raise ValidationError({field: f"In the register this UPN is {name}’s, and the row names someone else."})


def _is_called(child: Pupil, given: Mapping[str, Any]) -> bool:
    """Is the row about this child? The forename agrees, and so does the surname or the day of birth: not a twin."""

    def agrees(part: str) -> bool:
        ours = {naming.fold(getattr(child, f"{kind}_{part}")) for kind in ("legal", "preferred")} - {""}
        return bool(ours & {naming.fold(given.get(f"{kind}_{part}", "")) for kind in ("legal", "preferred")})

    return agrees("forename") and (agrees("surname") or child.date_of_birth.isoformat() == given.get("date_of_birth"))


@transaction.atomic
def apply(*, table: TableImport, by: User | None, delay_seconds: int = 0) -> Job:
    """Ask for the preview to be brought in, just as it stands."""
    locked = _locked(table)
    locked.stage = Stage.APPLYING
    locked.save(update_fields=["stage"])
    return _asked("pupils-apply", locked, by, delay_seconds)


@transaction.atomic
def undo(*, table: TableImport, by: User | None, today: date, delay_seconds: int = 0) -> Job:
    """Ask for an applied import to be taken back."""
    locked = TableImport.objects.select_for_update().get(pk=table.pk)
    if locked.stage != Stage.APPLIED:
        raise ValidationError("Only what was brought in can be taken back.")
    if locked.undo_until is None or today > locked.undo_until:
        raise ValidationError("The time to take this import back is over. Change the pupils on their own pages.")
    locked.stage = Stage.UNDOING
    locked.save(update_fields=["stage"])
    return _asked("pupils-undo", locked, by, delay_seconds)


def _asked(kind: str, table: TableImport, by: User | None, delay_seconds: int) -> Job:
    return ask(
        kind=kind,
        key=f"{table.pk}:{table.version}",
        parameters={"import_id": table.pk},
        school_id=table.school_id,
        by=by.pk if by else None,
        delay_seconds=delay_seconds,
    )


def _locked(table: TableImport) -> TableImport:
    """The import as it is this moment, for one person at a time: nobody types into what is just brought in."""
    locked = TableImport.objects.select_for_update().get(pk=table.pk)
    _ready(locked)
    return locked


def _ready(table: TableImport) -> None:
    if table.stage != Stage.READY:
        raise ValidationError("This import is not waiting for decisions any more.")
