"""Bringing a preview into the register, in one transaction and in batches, keeping what undo needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pupils.intake import stored
from pupils.intake.fields import OWN_STATUS
from pupils.models import Enrolment, GroupMember, Need, Pupil, SenStatus, StatusQuestion
from pupils.services.imports import alongside, outcome
from pupils.services.imports.changing import Changer
from pupils.services.imports.classes import Classes
from pupils.services.imports.knowing import OWN_FIELDS
from pupils.services.imports.own_names import OwnNames
from pupils.services.imports.previewing import batches
from schools.naming import sort_key
from trust_send.platform.tables.disposal import forget_file
from trust_send.platform.tables.models import KEPT_DAYS, ImportRow, RowState, Stage, TableImport
from trust_send.platform.walls.bulk import add_all, rewrite

UNDO_DAYS = KEPT_DAYS
Tell = Callable[[int, int], None]


@dataclass(slots=True)
class Made:
    """The rows that one new child brings, before they are written."""

    row: ImportRow
    pupil: Pupil
    given: dict[str, Any]
    rows: dict[str, list[Any]] = field(default_factory=dict)


def apply(*, table: TableImport, today: date, by_id: int | None, tell: Tell) -> dict[str, int]:
    """Write every row that is to be written; returns how many of each. Runs in the transaction that ends the job."""
    rows = list(table.rows.exclude(state=RowState.SAME).order_by("number", "pk"))
    new, changed, questions, left = (
        _those(rows, table, fate) for fate in (outcome.NEW, outcome.CHANGED, outcome.QUESTIONS, outcome.LEFT)
    )
    left_out = table.rows.filter(outcome.LEFT_OUT).count()
    total, done = len(new) + len(changed) + len(questions) + len(left), 0
    classes = Classes(school_id=table.school_id, today=today)
    names = OwnNames(school_id=table.school_id)
    for batch in batches(new):
        _add(batch, table=table, classes=classes, names=names, today=today)
        done += len(batch)
        tell(done, total)
    changer = Changer(school_id=table.school_id, classes=classes, today=today, by_id=by_id)
    for batch in batches(changed):
        changer.change(batch)
        done += len(batch)
        tell(done, total)
    _ask(questions, table=table)
    for row in left:
        changer.end_enrolment(row, last_day=date.fromisoformat(row.values["left_on"]))
    counts = {
        "new": len(new),
        "changed": len(changed),
        "questions": len(questions),
        "left": len(left),
        "left_out": left_out,
    }
    table.stage, table.applied_at = Stage.APPLIED, timezone.now()
    table.undo_until = today + timedelta(days=UNDO_DAYS)
    table.counts = {**table.counts, "applied": counts}
    table.save(update_fields=["stage", "applied_at", "undo_until", "counts"])
    forget_file(table)
    return counts


def _those(rows: list[ImportRow], table: TableImport, fate: Q) -> list[ImportRow]:
    """The rows with one fate. One row may have two, a change and a question, and stays one row."""
    ids = set(table.rows.filter(fate).values_list("pk", flat=True))
    return [row for row in rows if row.pk in ids]


def _add(rows: list[ImportRow], *, table: TableImport, classes: Classes, names: OwnNames, today: date) -> None:
    made = [_child(row, table, today) for row in rows]
    add_all(one.pupil for one in made)
    for one in made:
        one.rows = _rows_of(one, classes=classes, names=names, today=today)
    for kind in ("enrolments", "members", "statuses", "needs"):
        add_all(row for one in made for row in one.rows[kind])
    along = alongside.bring_with_new(((one.row, one.pupil.pk) for one in made), today=today)
    for one in made:
        one.row.subject_id = one.pupil.pk
        one.row.before = {"new": True, **{kind: [row.pk for row in rows] for kind, rows in one.rows.items()}}
        if came := along.get(one.row.pk):
            one.row.before |= {kind: one.row.before[kind] + came[kind] for kind in ("statuses", "needs")}
            one.row.before[alongside.BEFORE] = came
    rewrite(rows, columns=["subject_id", "before"])


def _child(row: ImportRow, table: TableImport, today: date) -> Made:
    given = stored.values_from_json(row.values["given"])
    pupil = Pupil(school_id=table.school_id, **{name: given[name] for name in OWN_FIELDS if name in given})
    pupil.sort_key = sort_key(pupil.surname, pupil.forename)  # add_all does not pass through save()
    return Made(row, pupil, given)


def _rows_of(one: Made, *, classes: Classes, names: OwnNames, today: date) -> dict[str, list[Any]]:
    given, pupil = one.given, one.pupil
    starts_on = given.get("starts_on") or today
    left_on = given.get("left_on")
    enrolment = Enrolment(
        pupil=pupil,
        at_school_id=pupil.school_id,
        admission_number=given.get("admission_number", ""),
        kind=given.get("enrolment_kind") or "C",
        starts_on=starts_on,
        ends_on=left_on + timedelta(days=1) if left_on and left_on >= starts_on else None,
    )
    members, statuses, needs = [], [], []
    if name := given.get("registration_group"):
        since = max(starts_on, classes.year_starts_on)
        members.append(
            GroupMember(pupil=pupil, group=classes.named(name, given.get("year_group", "")), starts_on=since)
        )
    if code := given.get("sen_status"):
        # Without a date the file says only that it is so today, not since when.
        since = given.get("sen_since") or today
        own = names.named(given.get(OWN_STATUS), code)
        statuses.append(
            SenStatus(pupil=pupil, code=code, local_status=own, starts_on=since, reason="From the first import")
        )
        needs += [
            Need(pupil=pupil, need_type=each.need_type, rank=each.rank, starts_on=each.starts_on)
            for each in alongside.needs_of_new(one.row, since=since)
        ]
    return {"enrolments": [enrolment], "members": members, "statuses": statuses, "needs": needs}


def _ask(rows: list[ImportRow], *, table: TableImport) -> None:
    """Put each difference of status to the SENCO; a newer file replaces the open question of an older one."""
    open_ones = {
        question.pupil_id: question
        for question in StatusQuestion.objects.open().filter(pupil_id__in=[row.subject_id for row in rows])
    }
    for row in rows:
        asked = stored.question_from_json(row.values["question"])
        question = open_ones.get(row.subject_id or 0) or StatusQuestion(pupil_id=row.subject_id)
        row.before = {**row.before, "question": _as_it_was(question)}
        question.register_code = asked.register_code or "N"
        question.file_code = asked.file_code or question.register_code
        question.file_needs = list(asked.file_needs)
        question.import_id = table.pk
        question.save()
        row.before["question"]["id"] = question.pk
    rewrite(rows, columns=["before"])


def _as_it_was(question: StatusQuestion) -> dict[str, Any]:
    if question.pk is None:
        return {"was": None}
    names = ("register_code", "file_code", "file_needs", "import_id")
    return {"was": {name: getattr(question, name) for name in names}}
