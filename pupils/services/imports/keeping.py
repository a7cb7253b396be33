"""What was decided about a preview stays decided when its file is read again, as long as a row says the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trust_send.platform.tables.models import Decision, ImportRow, RowState, TableImport

NAMED = 10
"""So many rows are named above the preview; every row says it of itself as well."""

Place = tuple[str, int]


def decided(table: TableImport) -> list[ImportRow]:
    """The rows about which somebody has decided, as the last reading has them."""
    return list(table.rows.exclude(decision=Decision.NONE).order_by("number", "pk"))


def decide_again(rows: Iterable[ImportRow], *, before: Iterable[ImportRow]) -> list[str]:
    """Give each new row the decision its old one had; says in words which decisions could not be kept."""
    there = {_place(row): row for row in rows}
    lost = []
    for old in before:
        row = there.get(_place(old))
        if row is not None and _says(row) == _says(old):
            row.decision = old.decision
            if "left_on" in old.values:
                row.values = {**row.values, "left_on": old.values["left_on"]}
            continue
        if row is not None:
            row.values = {**row.values, "undecided": _words(old)}
        lost.append(_called(old, row))
    if not lost:
        return []
    named = "; ".join(lost[:NAMED]) + (f"; and {len(lost) - NAMED} more" if len(lost) > NAMED else "")
    return [f"Please decide again, because the file now says something else here: {named}."]


def _place(row: ImportRow) -> Place:
    # A child who is not in the file has no row there.
    return ("child", row.subject_id or 0) if row.state == RowState.ABSENT else ("row", row.number)


def _says(row: ImportRow) -> tuple[Any, ...]:
    """Everything a person looked at before deciding."""
    said = {name: row.values.get(name) for name in ("given", "question", "asks", "also", "alongside")}
    return row.state, row.subject_id, said, row.changes, row.problems


def _words(old: ImportRow) -> str:
    return f"“{Decision(old.decision).label}” was not kept, because the row says something else now."


def _called(old: ImportRow, new: ImportRow | None) -> str:
    where = f"row {old.number}, " if old.number else ""
    gone = "" if new else ", which is not a row of its own any more"
    return f"{where}{old.name or 'no name'}{gone} (“{Decision(old.decision).label}” was not kept)"
