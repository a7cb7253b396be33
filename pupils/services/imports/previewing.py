"""Reading a brought file into rows that people look at. Nothing in the register changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from pupils.intake import (
    FIELDS,
    Columns,
    Plan,
    PlannedRow,
    SchoolFacts,
    is_known,
    plan,
    read_xml,
    recognise,
    stored,
    xml_files,
)
from pupils.intake.known import KnownPupil
from pupils.models import StatusQuestion
from pupils.services.imports import alongside, keeping
from trust_send.platform.tables.models import Decision, ImportRow, RowState, Stage, TableImport
from trust_send.platform.tables.reading import Unreadable, misnamed, read_table
from trust_send.platform.walls.bulk import add_all

BATCH = 500
REFUSED = "refused"
"""The kind of an ``Unreadable`` that was read, and refused for what it says: another school's file, a column short."""


def planned(
    *,
    file: BinaryIO,
    file_name: str = "",
    mapping: Mapping,
    known: list[KnownPupil],
    facts: SchoolFacts,
    today: date,
) -> tuple[Columns, Plan]:
    """What would this file change? Raises ``Unreadable`` with the reason in words."""
    try:
        return _planned(file=file, mapping=mapping, known=known, facts=facts, today=today)
    except Unreadable as reason:
        file.seek(0)
        ending = "" if reason.kind in (REFUSED, "empty", "html") else misnamed(file_name, file.read(4096))
        if not ending:
            raise
        raise Unreadable(
            "misnamed",
            f"This is no Excel workbook: it is a text file whose name ends in {ending}. {reason.sentence} "
            "Rename it to end in .csv if it holds a table, or export it anew.",
        ) from reason


def _planned(
    *, file: BinaryIO, mapping: Mapping, known: list[KnownPupil], facts: SchoolFacts, today: date
) -> tuple[Columns, Plan]:
    saved = mapping.get("saved") or {}
    sheet = read_table(
        file,
        known=lambda text: is_known(text) or text in saved,
        sheet=mapping.get("sheet") or None,
        xml=lambda found: read_xml(found, school=facts, today=today),
    )
    is_xml = sheet.kind in xml_files.KINDS
    # What a school said about the headings of its own export means nothing for a file whose parts have fixed names.
    columns = recognise(sheet.headings, saved=None if is_xml else saved)
    corrections = {int(row): fields for row, fields in mapping.get("corrections", {}).items()}
    made = plan(
        sheet.rows, known, facts, columns, today, corrections=corrections, whole_roll=sheet.kind != xml_files.CTF
    )
    made.kind = sheet.kind
    if isinstance(sheet, xml_files.PupilSheet):
        made.alongside = sheet.alongside
        made.found = [FIELDS[name].label for name in columns.fields.values()]
        columns.headings, columns.unused = [], sheet.not_read
    if made.refusal:
        raise Unreadable(REFUSED, made.refusal)
    made.notices[:0] = [*columns.unclear, *sheet.notices]
    above = [number for number, _ in sheet.left_out if number < sheet.heading_row]
    below = [number for number, _ in sheet.left_out if number > sheet.heading_row]
    if above:
        made.notices.append(f"The file has a title above its headings, which is not read: {_lines(above)}.")
    if below:
        made.notices.append(
            f"These are no pupils but totals, footers or headings once more, and are not read: {_lines(below)}."
        )
    if not made.rows:
        raise Unreadable("empty", "The file has headings but no pupils. Check the filter of the export and try again.")
    return columns, made


def keep_preview(*, table: TableImport, columns: Columns, made: Plan, today: date) -> None:
    """Keep the rows of a plan as the preview, in place of an earlier reading."""
    before = keeping.decided(table)
    table.rows.all().delete()
    settled = _settled_before(table.school_id)
    rows = [_row(table, row, settled) for row in made.rows]
    brought = alongside.propose(rows, found=made.alongside, today=today)
    rows += [_absent(table, pupil) for pupil in made.not_in_file]
    lost = keeping.decide_again(rows, before=before)
    add_all(rows)
    counts = made.counts()
    for state in RowState.values:
        counts[state] = sum(row.state == state for row in rows)
    table.counts = counts
    table.mapping = {
        **table.mapping,
        "columns": columns.mapping(),
        "headings": columns.headings,
        "kind": made.kind,
        "found": [*made.found, *brought],
    }
    table.unused_headings = columns.unused
    table.warnings = [*lost, *made.notices]
    table.stage, table.problem = Stage.READY, ""
    table.save(update_fields=["counts", "mapping", "unused_headings", "warnings", "stage", "problem"])


def keep_refusal(*, table: TableImport, sentence: str, kind: str = "") -> None:
    """Keep why a file could not be read, or was refused; what was decided waits for a reading that succeeds."""
    table.rows.filter(decision=Decision.NONE).delete()
    table.stage, table.problem = Stage.UNREADABLE, sentence[:500]
    table.mapping = {**table.mapping, "refused": kind == REFUSED}
    table.save(update_fields=["stage", "problem", "mapping"])


def _row(table: TableImport, row: PlannedRow, settled: Mapping[int, tuple[str, str]]) -> ImportRow:
    question = stored.question_to_json(row.question) if row.question else None
    state = row.state
    if (
        question
        and state == RowState.QUESTION
        and settled.get(row.pupil_id or 0)
        == (
            question["register_code"],
            question["file_code"],
        )
    ):
        # The SENCO has answered this very question: the file is not asked again every week.
        question, state = None, RowState.CHANGED if row.changes else RowState.SAME
    return ImportRow(
        table=table,
        school_id=table.school_id,
        number=row.number,
        state=state,
        name=row.name[:170],
        label=(row.label or "")[:40],
        subject_id=row.pupil_id,
        values={
            "given": stored.values_to_json(row.values),
            "question": question,
            "asks": row.asks,
            "also": row.also,
            **({"typed": typed} if (typed := _typed(table, row)) else {}),
        },
        changes=[stored.change_to_json(change) for change in row.changes],
        problems=[stored.problem_to_json(problem) for problem in row.problems],
    )


def _typed(table: TableImport, row: PlannedRow) -> dict[str, str]:
    """What somebody typed in place of cells of this row, or of a line that it took in."""
    corrections = table.mapping.get("corrections", {})
    return {name: text for number in (*row.also, row.number) for name, text in corrections.get(str(number), {}).items()}


def _absent(table: TableImport, pupil: KnownPupil) -> ImportRow:
    return ImportRow(
        table=table,
        school_id=table.school_id,
        number=0,
        state=RowState.ABSENT,
        name=pupil.listed_name[:170],
        label=str(pupil.values.get("registration_group") or pupil.values.get("year_group") or "")[:40],
        subject_id=pupil.id,
    )


def _settled_before(school_id: int) -> dict[int, tuple[str, str]]:
    """To which questions of earlier files did the SENCO say: keep the register? By child, the last answer."""
    answered = StatusQuestion.objects.filter(school_id=school_id).exclude(answer="").order_by("answered_at")
    last: dict[int, tuple[str, str] | None] = {}
    for pupil_id, register_code, file_code, answer in answered.values_list(
        "pupil_id", "register_code", "file_code", "answer"
    ):
        last[pupil_id] = (register_code, file_code) if answer == StatusQuestion.Answer.KEEP else None
    return {pupil_id: codes for pupil_id, codes in last.items() if codes}


def _lines(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
    return f"line {named}" if len(numbers) == 1 else f"lines {named}"


def batches(rows: list, size: int = BATCH) -> Iterator[list]:
    """Rows in portions, for progress and memory."""
    for first in range(0, len(rows), size):
        yield rows[first : first + size]
