"""A table as a reader hands it on: its headings, then its rows one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeAlias

from .cells import Cell, Row, tidy
from .footers import is_footer
from .limits import Limits, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Known: TypeAlias = Callable[[str], bool]
    RawRow: TypeAlias = "tuple[int, list[Cell]]"


@dataclass(kw_only=True)
class Sheet:
    """Headings and rows of one table. `rows` can be read once; notices and left-out rows are complete after that."""

    headings: list[str]
    rows: Iterator[Row]
    heading_row: int
    kind: str  # "csv", "xlsx", or what the caller calls a file of its own kind
    name: str = ""
    encoding: str = ""
    delimiter: str = ""
    notices: list[str] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    """Parts of the file that are no columns, and are passed over unread."""


def known_headings(cells: Sequence[Cell], known: Known) -> int:
    """How many different headings of a row the caller knows."""
    return len({cell.casefold() for cell in cells if isinstance(cell, str) and cell and known(cell)})


def table_from(raw: Iterable[RawRow], *, known: Known, limits: Limits, kind: str, **about: object) -> Sheet:
    """Find the heading row among the first rows and stream what lies under it."""
    rows = iter(raw)
    first = list(islice(rows, limits.heading_within_rows))
    place = heading_place(first, known)
    if place is None:
        raise _no_headings(first, known, limits)
    number, cells = first[place]
    headings = [_as_heading(cell) for cell in cells]
    sheet = Sheet(headings=headings, rows=iter(()), heading_row=number, kind=kind, **about)  # type: ignore[arg-type]
    for above, row in first[:place]:
        if any(row):
            sheet.left_out.append((above, _shown(row)))
    sheet.rows = _body(chain(first[place + 1 :], rows), sheet, limits)
    return sheet


def heading_place(first: Sequence[RawRow], known: Known) -> int | None:
    """Which of the first rows is the heading row: the one with most known headings, two at least."""
    counts = [known_headings(cells, known) for _, cells in first]
    best = max(counts, default=0)
    return counts.index(best) if best >= 2 else None


def _body(raw: Iterable[RawRow], sheet: Sheet, limits: Limits) -> Iterator[Row]:
    width = len(sheet.headings)
    again = [heading.casefold() for heading in sheet.headings]
    count = 0
    for number, cells in raw:
        if not any(cells):
            continue
        if is_footer(cells) or _repeats(cells, again):
            sheet.left_out.append((number, _shown(cells)))
            continue
        count += 1
        if count > limits.max_rows:
            raise Unreadable(
                "too_many_rows",
                f"The file has more than {limits.max_rows:,} rows. Split it and bring the parts in one by one.",
            )
        row = Row(number, cells)
        if len(cells) > width:
            # In a workbook a cell keeps its column, so what stands beside the table is only a remark.
            if sheet.kind == "csv" and any(cells[width:]):
                row.problem = (
                    f"This row has more cells than there are headings ({_filled(cells)} for {width}), "
                    "so its values may stand in the wrong columns."
                )
            del cells[width:]
        elif len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        yield row
    if not count:
        raise Unreadable("no_rows", "There is a heading row, and no rows under it. Export the file again.")


def _repeats(cells: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Whether a row is the heading row once more, as paged reports print it."""
    return _as_heading(cells[0]).casefold() == headings[0] and headings == [
        _as_heading(cell).casefold() for cell in cells[: len(headings)]
    ]


def _filled(cells: Sequence[Cell]) -> int:
    return max(place for place, cell in enumerate(cells, 1) if cell)


def _as_heading(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _shown(cells: Sequence[Cell]) -> str:
    return " · ".join(str(cell) for cell in cells if isinstance(cell, (str, date)) and cell)[:200]


def _stands_in_one_cell(cells: Sequence[Cell], known: Known) -> bool:
    """Whether the headings are all there, in the first cell: a text file that was pasted into a spreadsheet."""
    filled = [cell for cell in cells if cell]
    return (
        len(filled) == 1
        and isinstance(filled[0], str)
        and any(known_headings([tidy(part) for part in filled[0].split(sign)], known) >= 2 for sign in ",;\t|")
    )


def _no_headings(first: Sequence[RawRow], known: Known, limits: Limits) -> Unreadable:
    if any(_stands_in_one_cell(cells, known) for _, cells in first):
        return Unreadable(
            "one_cell",
            "All values of a row stand in one cell. Export the file again and bring it in without opening it, "
            "or part the column in Excel with Data, Text to Columns.",
        )
    if not any(any(cells) for _, cells in first):
        return Unreadable("empty", "There is nothing in this file. Export it again, then choose the new file.")
    return Unreadable(
        "no_headings",
        f"No row of column headings was found in the first {limits.heading_within_rows} rows. "
        "One row above the data must name the columns.",
    )
