"""Excel workbooks: which sheet is meant, and its rows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from .limits import Limits, Unreadable, WhichSheet
from .sheet import Sheet, heading_place, table_from
from .xlsx_parts import SheetPart, number_formats, shared_texts, sheet_parts
from .xlsx_rows import WorksheetReader
from .zip_guard import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .number_formats import NumberFormats
    from .sheet import Known, RawRow


def read_xlsx(file: BinaryIO, *, known: Known, limits: Limits, sheet: str | None) -> Sheet:
    """The table in a workbook: the sheet that is named, else the only visible one with known headings."""
    book = Workbook(file, limits)
    parts, folder, mac_dates = sheet_parts(book)
    texts = shared_texts(book, folder)
    formats = number_formats(book, folder, mac_dates=mac_dates)
    part = _chosen(book, parts, texts, formats, known=known, limits=limits, sheet=sheet)
    reader = WorksheetReader(book, part.path, texts, formats)
    notices: list[str] = []
    if len(parts) > 1:
        notices.append(f"The workbook has {len(parts)} sheets. “{part.name}” was read.")
    rows = _with_notice(reader, notices)
    return table_from(rows, known=known, limits=limits, kind="xlsx", name=part.name, notices=notices)


def _chosen(
    book: Workbook,
    parts: list[SheetPart],
    texts: list[str],
    formats: NumberFormats,
    *,
    known: Known,
    limits: Limits,
    sheet: str | None,
) -> SheetPart:
    visible = [part for part in parts if not part.hidden]
    if sheet is not None:
        # Typed by hand: capitals and spaces do not matter, unless two sheets differ in nothing else.
        wanted = [part for part in visible if part.name == sheet] or [
            part for part in visible if _plain(part.name) == _plain(sheet)
        ]
        if len(wanted) == 1:
            return wanted[0]
        named = ", ".join(f"“{part.name}”" for part in visible)
        raise Unreadable("no_sheet", f"There is no visible sheet “{sheet}” in this workbook. It has {named}.")
    if len(visible) == 1:
        return visible[0]

    def has_headings(part: SheetPart) -> bool:
        first = list(islice(WorksheetReader(book, part.path, texts, formats), limits.heading_within_rows))
        return heading_place(first, known) is not None

    likely = [part for part in visible if has_headings(part)]
    if len(likely) == 1:
        return likely[0]
    if likely:
        raise WhichSheet([part.name for part in likely])
    hidden = [part.name for part in parts if part.hidden and has_headings(part)]
    if hidden:
        raise Unreadable(
            "hidden_sheet",
            f"Only the hidden sheet “{hidden[0]}” has column headings. Unhide it in Excel and save again.",
        )
    if not parts:
        raise Unreadable("no_sheet", "There is no worksheet in this workbook. Export the list again.")
    raise Unreadable(
        "no_headings",
        f"No sheet has a row of column headings in its first {limits.heading_within_rows} rows. "
        "One row above the data must name the columns.",
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _with_notice(reader: WorksheetReader, notices: list[str]) -> Iterator[RawRow]:
    yield from reader
    if reader.hidden_rows:
        notices.append(f"Rows hidden in the sheet, by a filter or by hand, were read too: {reader.hidden_rows:,}.")
