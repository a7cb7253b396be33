"""From the rows of a sheet to what each says about a child; columns nobody needs are dropped here and never kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pupils import naming
from trust_send.platform.tables.reading import Flaw

from . import dates, needs, statuses, values
from .fields import FIELDS, IDENTITY, OWN_STATUS
from .problems import Problem, problem
from .rows import FileRow, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from trust_send.platform.tables.reading import Row

    from .headings import Columns

_MAY_CONTINUE = {"sen_status", "sen_since", OWN_STATUS}
_CALLED = re.compile(r"(.*\w.*?)\s*\(([^()]*\w[^()]*)\)")  # “Robert (Bob)”, as lists of whole names write it
_DATE_KINDS = ("birth date", "past date", "any date")


def understand(
    rows: Iterable[Row],
    *,
    columns: Columns,
    today: date,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    own_statuses: Mapping[str, statuses.OwnStatus] | None = None,
) -> list[FileRow]:
    """Each child's row, typed, with several rows of one child made into one; blank cells are simply not there.

    `corrections` replaces cells by row number and field, as someone typed them on the preview.
    """
    taken = [_taken(row, columns, (corrections or {}).get(row.number, {})) for row in rows]
    contexts = {
        name: values.Context(today, mixed=dates.order_is_mixed(cells[name] for _, cells, _ in taken if name in cells))
        for name, field in FIELDS.items()
        if field.kind in _DATE_KINDS
    }
    plain = values.Context(today, own_statuses=own_statuses or {})
    read: dict[tuple[str, Any], values.Read] = {}  # a column of classes or codes has few different cells
    found = [_file_row(row, cells, contexts, plain, columns, need_places, read) for row, cells, need_places in taken]
    return merge(_with_continuations(found))


def _taken(
    row: Row, columns: Columns, corrected: Mapping[str, str]
) -> tuple[Row, dict[str, Any], list[tuple[int, Any]]]:
    cells: dict[str, Any] = {}
    need_cells: list[tuple[int, Any]] = []
    for place, name in columns.fields.items():
        cell = row.cells[place] if place < len(row.cells) else ""
        if values.is_blank(cell):
            continue
        if name == "needs":
            need_cells.append((place, cell))
        else:
            cells[name] = cell
    for name, text in corrected.items():
        if name in FIELDS and name != "needs":
            cells[name] = text.strip()
    return row, cells, need_cells


def _file_row(
    row: Row,
    cells: dict[str, Any],
    contexts: Mapping[str, values.Context],
    plain: values.Context,
    columns: Columns,
    need_cells: list[tuple[int, Any]],
    read: dict[tuple[str, Any], values.Read],
) -> FileRow:
    made = FileRow(number=row.number)
    if row.problem:
        made.problems.append(problem("broken_row", found=row.problem))
    for name, cell in cells.items():
        key = (name, cell)
        if key not in read:
            read[key] = values.read(cell, FIELDS[name], contexts.get(name, plain))
        value, problems = read[key]
        made.problems.extend(problems)
        if value is not None:
            made.values[name] = value
        elif any(found.kind == "full_name_order" for found in problems):
            made.whole_name = " ".join(str(cell).split())
    own = plain.own_statuses
    if own and "sen_status" in made.values and (called := statuses.read(str(cells["sen_status"]), own).own):
        made.values[OWN_STATUS] = called
    _split_full_name(made)
    rank = made.values.pop("need_rank", None)
    for place, cell in sorted(need_cells):
        _add_needs(made, place, cell, columns.ranks.get(place, rank if len(need_cells) == 1 else None))
    if made.values.get("sen_unit") and made.values.get("resourced_provision"):
        del made.values["sen_unit"], made.values["resourced_provision"]
        made.problems.append(problem("both_places", "sen_unit"))
    return made


def _add_needs(made: FileRow, place: int, cell: Any, rank: int | None) -> None:
    if isinstance(cell, Flaw):
        made.problems.append(problem("bad_cell", "needs", label="Needs", found=cell.sentence))
        return
    reading = needs.read(str(cell))
    for position, (code, own_rank) in enumerate(reading.needs):
        given = own_rank if own_rank is not None else rank if position == 0 else None
        made.needs.append(needs.RankedNeed(code, given, made.number, place * 100 + position))
    made.problems.extend(problem("need_unknown", "needs", value=words) for words in reading.unknown)
    made.problems.extend(problem("need_diagnosis", "needs", value=words) for words in reading.diagnoses)
    made.problems.extend(problem("need_earlier", "needs", value=words) for words in reading.earlier)
    made.problems.extend(problem("need_area", "needs", value=words) for words in reading.areas)


def _split_full_name(made: FileRow) -> None:
    """A single column “Surname, Forename” fills what the columns of its own do not."""
    if parts := made.values.pop("full_name", None):
        made.values.setdefault("legal_surname", parts[0])
        forename = parts[1]
        if found := _CALLED.fullmatch(forename):
            forename = found[1]
            made.values.setdefault("preferred_forename", found[2])
        made.values.setdefault("legal_forename", forename)
    for part in ("surname", "forename"):
        # A preferred name that only repeats the legal one is none.
        preferred, legal = made.values.get(f"preferred_{part}"), made.values.get(f"legal_{part}")
        if preferred and legal and preferred == legal:
            del made.values[f"preferred_{part}"]
        elif preferred and not legal and naming.fold(preferred):
            made.values[f"legal_{part}"] = made.values.pop(f"preferred_{part}")


def _with_continuations(rows: list[FileRow]) -> list[FileRow]:
    """Rows that name nobody and only add a status or a need belong to the child above: merged cells leave them so.

    One that says more, a class or a year, has lost its child's name: it stays, and becomes a problem.
    """
    kept: list[FileRow] = []
    for row in rows:
        names_someone = any(name in row.values for name in IDENTITY) or any(
            found.field in IDENTITY for found in row.problems
        )
        if names_someone or not kept or not row.values.keys() <= _MAY_CONTINUE:
            kept.append(row)
        elif row.needs or row.values:
            kept[-1].take_in(row)
    return kept


def identity_problem(row: FileRow) -> Problem | None:
    """Why a row cannot be about anyone, None where it can."""
    has = row.values
    if "upn" in has or "admission_number" in has or any(found.field in IDENTITY for found in row.problems):
        return None
    if {"legal_surname", "legal_forename", "date_of_birth"} <= has.keys():
        return None
    return problem("no_identity")
